package maestro.orchestrator.journal;

import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import maestro.orchestrator.journal.Store.CommitUnknownException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** How the rows of a group are written as one transaction. */
interface GroupSql {

    /** A function on PostgreSQL, where every round trip counts; batches where there are none. */
    static GroupSql on(JdbcTemplate jdbc, TransactionTemplate transaction) {
        boolean isPostgres = "PostgreSQL"
                .equals(jdbc.execute(
                        (Connection connection) -> connection.getMetaData().getDatabaseProductName()));
        return isPostgres ? new GroupFunction(jdbc) : new GroupBatches(jdbc, transaction);
    }

    /**
     * Writes all in this order, or none.
     *
     * @return those that took effect, by identity
     * @throws CommitUnknownException if nobody knows whether it was committed
     * @throws RuntimeException for any other failure: nothing was written
     */
    Set<Write> write(List<Row> newSagas, List<Row> transitions);

    /**
     * A write as the values of its columns.
     *
     * @param values a new saga's: id, epoch, owner, status, seq, flow, flow_version, customer, purchase, idempotency_key,
     *     fingerprint, created_at; a transition's: epoch, owner, status, seq, needs_attention, reason, finished_at, then the id,
     *     epoch, status and seq that it follows, then the seq and text of its chunk of history, null if it has none
     */
    record Row(Write write, List<@Nullable Object> values) {
        static Row of(Write write, @Nullable Object... values) {
            return new Row(write, Arrays.asList(values));
        }
    }
}
