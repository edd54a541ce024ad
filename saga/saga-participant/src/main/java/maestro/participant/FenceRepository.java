package maestro.participant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import maestro.participant.LedgerEntry.Tally;
import maestro.participant.Outcome.Effect;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The table {@code fence}, and the service's own view {@code effects} beside it: all SQL of the contract. */
class FenceRepository {

    private enum State {
        DONE,
        REFUSED,
        UNDONE
    }

    private static final String HELD = "select * from fence where purchase = :id";

    private final JdbcClient jdbc;
    private final String service;

    FenceRepository(JdbcClient jdbc, String service) {
        this.jdbc = jdbc;
        this.service = service;
    }

    /** Takes the fence for a {@code do}, as done; {@link #done} or {@link #refused} follows. False if it was taken. */
    boolean open(String id, String fingerprint) {
        return jdbc.sql("""
                insert into fence (purchase, state, fingerprint) values (:id, 'DONE', :fingerprint)
                on conflict do nothing""").param("id", id).param("fingerprint", fingerprint).update() == 1;
    }

    void done(String id, String receipt) {
        jdbc.sql("update fence set receipt = :receipt where purchase = :id")
                .param("id", id)
                .param("receipt", receipt)
                .update();
    }

    void refused(String id, Refusal refusal) {
        jdbc.sql("update fence set state = 'REFUSED', reason = :reason, detail = :detail where purchase = :id")
                .param("id", id)
                .param("reason", refusal.reason())
                .param("detail", refusal.detail())
                .update();
    }

    /** Takes the fence for an {@code undo} before any {@code do}: the tombstone. False if it was taken. */
    boolean entomb(String id) {
        return jdbc.sql("""
                insert into fence (purchase, state, effect) values (:id, 'UNDONE', 'NONE')
                on conflict do nothing""").param("id", id).update() == 1;
    }

    Effect undone(String id, Effect effect) {
        jdbc.sql("""
                update fence set state = 'UNDONE', effect = :effect, changed_at = current_timestamp
                 where purchase = :id""").param("id", id).param("effect", effect.name()).update();
        return effect;
    }

    Held held(String id) {
        return jdbc.sql(HELD).param("id", id).query(FenceRepository::held).single();
    }

    Held lock(String id) {
        return jdbc.sql(HELD + " for update")
                .param("id", id)
                .query(FenceRepository::held)
                .single();
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        return switch (State.valueOf(row.getString("state"))) {
            case DONE -> new Held.Done(row.getString("fingerprint"), row.getString("receipt"));
            case REFUSED ->
                new Held.Refused(row.getString("fingerprint"), row.getString("reason"), row.getString("detail"));
            case UNDONE -> new Held.Undone(Effect.valueOf(row.getString("effect")));
        };
    }

    Optional<LedgerEntry> entry(String id) {
        return counted(jdbc.sql(HELD).param("id", id)).stream().findFirst();
    }

    /** The entries with the {@code limit} lowest ids that are greater than {@code after}, in the order of their ids. */
    List<LedgerEntry> entries(String after, int limit) {
        return counted(jdbc.sql("""
                select * from fence where purchase > :after order by purchase fetch first :limit rows only""").param("after", after).param("limit", limit));
    }

    /** By a query of its own: PostgreSQL can't join by an index where the two sides have different collations. */
    private List<LedgerEntry> counted(StatementSpec rows) {
        List<LedgerEntry> entries =
                rows.query((row, _) -> LedgerEntry.of(service, row)).list();
        if (entries.isEmpty()) {
            return entries;
        }
        Map<String, Tally> tallies = jdbc
                .sql("select purchase, effects, reversals from effects where purchase in (:ids)")
                .param("ids", entries.stream().map(LedgerEntry::purchase).toList())
                .query(Tally.class)
                .stream()
                .collect(Collectors.toMap(Tally::purchase, Function.identity()));
        return entries.stream()
                .map(entry -> entry.with(tallies.getOrDefault(entry.purchase(), Tally.none(entry.purchase()))))
                .toList();
    }
}
