package maestro.orchestrator.journal;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who lives. An owner renews its lease; once it has run out, by the database's clock alone, the owner's open sagas are
 * anybody's. An owner that was merely slow loses nothing but work: whoever takes a saga over raises its epoch.
 */
public final class Leases {

    private final String owner;
    private final Sagas sagas;
    private final JdbcClient jdbc;

    public Leases(String owner, Sagas sagas, JdbcClient jdbc) {
        this.owner = owner;
        this.sagas = sagas;
        this.jdbc = jdbc;
    }

    String owner() {
        return owner;
    }

    void renew(Duration lease) {
        long millis = lease.toMillis();
        int known = jdbc.sql("update owner set expires_at = " + IN_MILLIS + " where id = ?")
                .params(millis, owner)
                .update();
        if (known == 0) {
            jdbc.sql("insert into owner (id, expires_at) values (?, " + IN_MILLIS + ")")
                    .params(owner, millis)
                    .update();
        }
        jdbc.sql("delete from owner where expires_at < " + IN_MILLIS)
                .param(-FORGOTTEN_AFTER.toMillis())
                .update();
    }

    void end() {
        jdbc.sql("delete from owner where id = ?").param(owner).update();
    }

    List<Orphan> orphans(String afterId, int limit) {
        var rows = sagas.unowned(owner, afterId, limit);
        var histories = sagas.histories(rows.stream().map(StoredSaga::id).toList());
        return rows.stream()
                .map(row -> new Orphan(row, histories.getOrDefault(row.id(), History.EMPTY)))
                .toList();
    }

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final String IN_MILLIS = "current_timestamp + cast(? as bigint) * interval '0.001' second";
}
