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
import org.springframework.transaction.PlatformTransactionManager;

class TransactionsTest {

    private final PlatformTransactionManager manager = mock();
    private final Transactions transactions = new Transactions(manager);
    private final Deque<RuntimeException> failures = new ArrayDeque<>();

    static List<RuntimeException> conflicts() {
        return List.of(
                new CannotAcquireLockException("deadlock, or not serializable"),
                new DuplicateKeyException("another was first"),
                new QueryTimeoutException("lock timeout, as H2 has it"),
                new UncategorizedSQLException("insert", "insert", new SQLTransientException("concurrent update")));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void triesATransactionAgainThatGaveWay(RuntimeException conflict) {
        failures.addAll(List.of(conflict, conflict));

        assertThat(write()).isEqualTo("written");
        verify(manager, times(2)).rollback(any());
        verify(manager, times(1)).commit(any());
    }

    @Test
    void givesUpAfterSixAttempts() {
        failures.addAll(Collections.nCopies(6, new CannotAcquireLockException("always")));

        assertThatThrownBy(this::write).isInstanceOf(CannotAcquireLockException.class);
        verify(manager, times(6)).rollback(any());
    }

    @Test
    void triesNothingAgainThatWouldFailAgain() {
        for (RuntimeException failure :
                List.of(new ArithmeticException("overflow"), new DataIntegrityViolationException("not null"))) {
            failures.add(failure);
            assertThatThrownBy(this::write).isSameAs(failure);
        }
        verify(manager, times(2)).rollback(any());
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
