package maestro.participant;

import java.sql.SQLTransientException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that give way to each other: one that the database gave up is tried again, and nothing around it. */
class Transactions {

    private static final int ATTEMPTS_MAX = 6;

    private static final int PAUSE_MAX_NANOS = 20_000_000;

    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    Transactions(PlatformTransactionManager manager) {
        this.writing = new TransactionTemplate(manager);
        this.reading = new TransactionTemplate(manager);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Deadlocks, lock timeouts, serialization failures and duplicate keys roll back what this attempt wrote; the next
     * finds out what the other one did. After the last attempt the failure is the caller's.
     */
    <T> T write(TransactionCallback<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writing.execute(work);
            } catch (DataAccessException lost) {
                if (attempt == ATTEMPTS_MAX || !isWorthAnotherAttempt(lost)) {
                    throw lost;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(PAUSE_MAX_NANOS));
            }
        }
    }

    /** All that is read sees the same moment. */
    <T> T read(Supplier<T> queries) {
        return reading.execute(_ -> queries.get());
    }

    /** H2 has failures of this kind that Spring has no name for. */
    private static boolean isWorthAnotherAttempt(DataAccessException lost) {
        return lost instanceof TransientDataAccessException
                || lost instanceof DuplicateKeyException
                || lost.getCause() instanceof SQLTransientException;
    }
}
