package maestro.participant;

import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs transactions. A write transaction that loses a conflict is repeated as a whole. */
class Transactions {

    /** Six attempts, with random pauses of up to 20 ms between them. */
    private static final RetryPolicy CONFLICTS = RetryPolicy.builder()
            .maxRetries(5)
            .delay(Duration.ZERO)
            .jitter(Duration.ofMillis(20))
            .predicate(Transactions::isConflict)
            .build();

    private final RetryTemplate retries = new RetryTemplate(CONFLICTS);
    private final TransactionTemplate writes;
    private final TransactionTemplate reads;

    Transactions(PlatformTransactionManager manager) {
        this.writes = new TransactionTemplate(manager);
        this.reads = new TransactionTemplate(manager);
        reads.setReadOnly(true);
        reads.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Repeats {@code work} after a deadlock, lock timeout, serialization failure or duplicate key: the next attempt
     * sees the row of the transaction that won. Throws the failure of the last attempt.
     */
    <T> T write(TransactionCallback<T> work) {
        return retries.invoke(() -> writes.execute(work));
    }

    /** All queries see the same snapshot. */
    <T> T read(Supplier<T> queries) {
        return reads.execute(_ -> queries.get());
    }

    /** H2 reports some conflicts by error codes that Spring does not translate. */
    private static boolean isConflict(Throwable failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof DuplicateKeyException
                || (failure instanceof DataAccessException && failure.getCause() instanceof SQLTransientException);
    }
}
