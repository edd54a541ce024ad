package maestro.saga.journal.jdbc;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import maestro.saga.journal.Write;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** One transaction with three JDBC batches of standard SQL. */
final class JdbcBatchSql implements BatchSql {

    private static final String INSERT = """
            insert into saga (id, epoch, owner, status, seq, needs_attention, reason, flow, flow_version, customer,
                purchase, idempotency_key, fingerprint, created_at, finished_at)
            values (?, ?, ?, ?, ?, false, null, ?, ?, ?, ?, ?, ?, ?, null)
            on conflict do nothing
            """;

    private static final String UPDATE = """
            update saga set epoch = ?, owner = ?, status = ?, seq = ?, needs_attention = ?, reason = ?, finished_at = ?
            where id = ? and epoch = ? and status = ? and seq = ?
            """;

    private static final String HISTORY = "insert into history (saga, seq, events) values (?, ?, ?)";

    private static final int UPDATE_VALUES = 11;
    private static final int ID = 7;
    private static final int EVENT_SEQ = 11;
    private static final int EVENTS = 12;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    JdbcBatchSql(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public Set<Write> write(List<Row> newSagas, List<Row> transitions) {
        var committing = new AtomicBoolean();
        try {
            return transaction.execute(_ -> {
                var inserted = run(INSERT, newSagas, row -> row.values().toArray());
                var moved = run(
                        UPDATE,
                        transitions,
                        row -> row.values().subList(0, UPDATE_VALUES).toArray());
                var withEvents = moved.stream()
                        .filter(row -> row.values().get(EVENTS) != null)
                        .toList();
                var _ = run(HISTORY, withEvents, JdbcBatchSql::chunk);
                committing.set(true);
                Set<Write> writes = Collections.newSetFromMap(new IdentityHashMap<>());
                inserted.forEach(row -> writes.add(row.write()));
                moved.forEach(row -> writes.add(row.write()));
                return writes;
            });
        } catch (RuntimeException e) {
            throw committing.get() ? new CommitInDoubtException(e) : e;
        }
    }

    /** Returns the rows that took effect. */
    private List<Row> run(String sql, List<Row> rows, Function<Row, @Nullable Object[]> values) {
        int[] counts = rows.isEmpty()
                ? new int[0]
                : jdbc.batchUpdate(sql, rows.stream().map(values).toList());
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] != 0)
                .mapToObj(rows::get)
                .toList();
    }

    private static @Nullable Object[] chunk(Row row) {
        return new @Nullable Object[] {
            row.values().get(ID), row.values().get(EVENT_SEQ), row.values().get(EVENTS)
        };
    }
}
