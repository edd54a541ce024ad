package maestro.saga.journal.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import maestro.saga.journal.Write;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the rows of a batch in one transaction. */
interface BatchSql {

    /** A function on PostgreSQL, where round trips are the cost; JDBC batches elsewhere. */
    static BatchSql on(JdbcTemplate jdbc, TransactionTemplate transaction) {
        boolean isPostgres = "PostgreSQL".equals(jdbc.execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName()));
        return isPostgres ? new PostgresBatchSql(jdbc) : new JdbcBatchSql(jdbc, transaction);
    }

    /**
     * Writes all rows in this order, or none.
     *
     * @return the writes that took effect, by identity
     * @throws CommitInDoubtException if the connection failed during the commit
     * @throws RuntimeException for any other failure: nothing was written
     */
    Set<Write> write(List<Row> newSagas, List<Row> transitions);

    /** The connection failed during the commit: all rows are written, or none. */
    final class CommitInDoubtException extends RuntimeException {
        CommitInDoubtException(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * A record as the values of its columns.
     *
     * @param values of a new saga: id, epoch, owner, status, seq, flow, flow_version, customer, purchase,
     *     idempotency_key, fingerprint, created_at; of a transition: epoch, owner, status, seq, needs_attention,
     *     reason, finished_at, then the id, epoch, status and seq that it follows, then the seq and the text of its
     *     events, null if it has none
     */
    record Row(Write write, List<@Nullable Object> values) {
        static Row of(Write write, @Nullable Object... values) {
            return new Row(write, Arrays.asList(values));
        }
    }
}
