package maestro.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.sql.SQLTransientException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;

class TransactionsTest {

    private final PlatformTransactionManager manager = mock();
    private final Transactions transactions = new Transactions(manager);
    private final Deque<RuntimeException> failures = new ArrayDeque<>();

    static List<RuntimeException> conflicts() {
        return List.of(
                new CannotAcquireLockException("deadlock or serialization failure"),
                new DuplicateKeyException("inserted by another transaction"),
                new QueryTimeoutException("lock timeout of H2"),
                new UncategorizedSQLException("insert", "insert", new SQLTransientException("concurrent update")));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void repeatsTransactionAfterConflict(RuntimeException conflict) {
        failures.addAll(List.of(conflict, conflict));

        assertThat(write()).isEqualTo("written");
        verify(manager, times(2)).rollback(any());
        verify(manager, times(1)).commit(any());
    }

    @Test
    void throwsConflictOfSixthAttempt() {
        failures.addAll(Collections.nCopies(6, new CannotAcquireLockException("always")));

        assertThatThrownBy(this::write).isInstanceOf(CannotAcquireLockException.class);
        verify(manager, times(6)).rollback(any());
    }

    @Test
    void repeatsNoOtherFailure() {
        for (RuntimeException failure : List.of(
                new ArithmeticException("overflow"),
                new DataIntegrityViolationException("not null"),
                new CannotCreateTransactionException("no connection", new SQLTransientException("timeout")))) {
            failures.add(failure);
            assertThatThrownBy(this::write).isSameAs(failure);
        }
        verify(manager, times(3)).rollback(any());
    }

    private String write() {
        return transactions.write(_ -> {
            RuntimeException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return "written";
        });
    }
}
