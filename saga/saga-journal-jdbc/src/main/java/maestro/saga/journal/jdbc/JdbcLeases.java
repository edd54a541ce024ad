package maestro.saga.journal.jdbc;

import java.time.Duration;
import java.util.List;
import maestro.saga.journal.History;
import maestro.saga.journal.Leases;
import maestro.saga.journal.Orphan;
import maestro.saga.journal.SagaRow;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The leases in the table {@code owner}. */
final class JdbcLeases implements Leases {

    /** How long an expired lease is kept. */
    private static final Duration RETENTION = Duration.ofHours(1);

    private static final String IN_MILLIS = "current_timestamp + cast(? as bigint) * interval '0.001' second";

    private final String owner;
    private final JdbcSagaRepository sagas;
    private final JdbcClient jdbc;

    JdbcLeases(String owner, JdbcSagaRepository sagas, JdbcClient jdbc) {
        this.owner = owner;
        this.sagas = sagas;
        this.jdbc = jdbc;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public void renew(Duration lease) {
        long millis = lease.toMillis();
        int updated = jdbc.sql("update owner set expires_at = " + IN_MILLIS + " where id = ?")
                .params(millis, owner)
                .update();
        if (updated == 0) {
            jdbc.sql("insert into owner (id, expires_at) values (?, " + IN_MILLIS + ")")
                    .params(owner, millis)
                    .update();
        }
        jdbc.sql("delete from owner where expires_at < " + IN_MILLIS)
                .param(-RETENTION.toMillis())
                .update();
    }

    @Override
    public void release() {
        jdbc.sql("delete from owner where id = ?").param(owner).update();
    }

    @Override
    public List<Orphan> orphans(String afterId, int limit) {
        var rows = sagas.unowned(owner, afterId, limit);
        var histories = sagas.histories(rows.stream().map(SagaRow::id).toList());
        return rows.stream()
                .map(row -> new Orphan(row, histories.getOrDefault(row.id(), History.EMPTY)))
                .toList();
    }
}
