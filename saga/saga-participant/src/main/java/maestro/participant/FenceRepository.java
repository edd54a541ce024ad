package maestro.participant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import maestro.participant.LedgerEntry.EffectCounts;
import maestro.participant.Outcome.Effect;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** All SQL of the contract: the table {@code fence} and the service's view {@code effects}. */
class FenceRepository {

    private enum State {
        DONE,
        REFUSED,
        UNDONE
    }

    private static final String SELECT = "select * from fence where purchase = :id";

    private final JdbcClient jdbc;
    private final String service;

    FenceRepository(JdbcClient jdbc, String service) {
        this.jdbc = jdbc;
        this.service = service;
    }

    /**
     * Inserts the row of a {@code do}, completed by {@link #setReceipt} or {@link #setRefused}. False if a row
     * exists.
     */
    boolean insertDone(String id, String fingerprint) {
        return jdbc.sql("""
                insert into fence (purchase, state, fingerprint) values (:id, 'DONE', :fingerprint)
                on conflict do nothing""").param("id", id).param("fingerprint", fingerprint).update() == 1;
    }

    void setReceipt(String id, String receipt) {
        jdbc.sql("update fence set receipt = :receipt where purchase = :id")
                .param("id", id)
                .param("receipt", receipt)
                .update();
    }

    void setRefused(String id, Refusal refusal) {
        jdbc.sql("update fence set state = 'REFUSED', reason = :reason, detail = :detail where purchase = :id")
                .param("id", id)
                .param("reason", refusal.reason())
                .param("detail", refusal.detail())
                .update();
    }

    /** Inserts the row of an {@code undo} without a {@code do}. False if a row exists. */
    boolean insertTombstone(String id) {
        return jdbc.sql("""
                insert into fence (purchase, state, effect) values (:id, 'UNDONE', 'NONE')
                on conflict do nothing""").param("id", id).update() == 1;
    }

    Effect setUndone(String id, Effect effect) {
        jdbc.sql("""
                update fence set state = 'UNDONE', effect = :effect, changed_at = current_timestamp
                 where purchase = :id""").param("id", id).param("effect", effect.name()).update();
        return effect;
    }

    FenceState find(String id) {
        return jdbc.sql(SELECT).param("id", id).query(FenceRepository::state).single();
    }

    /** Locks the row until the transaction ends. */
    FenceState lock(String id) {
        return jdbc.sql(SELECT + " for update")
                .param("id", id)
                .query(FenceRepository::state)
                .single();
    }

    private static FenceState state(ResultSet row, int number) throws SQLException {
        return switch (State.valueOf(row.getString("state"))) {
            case DONE -> new FenceState.Done(row.getString("fingerprint"), row.getString("receipt"));
            case REFUSED ->
                new FenceState.Refused(row.getString("fingerprint"), row.getString("reason"), row.getString("detail"));
            case UNDONE -> new FenceState.Undone(Effect.valueOf(row.getString("effect")));
        };
    }

    Optional<LedgerEntry> entry(String id) {
        return withEffects(jdbc.sql(SELECT).param("id", id)).stream().findFirst();
    }

    /** The first {@code limit} entries with ids greater than {@code after}, in the byte order of their ids. */
    List<LedgerEntry> entries(String after, int limit) {
        return withEffects(jdbc.sql("""
                select * from fence where purchase > :after
                 order by purchase fetch first :limit rows only""").param("after", after).param("limit", limit));
    }

    /** Reads the view in a second query: PostgreSQL cannot use an index to join columns of different collations. */
    private List<LedgerEntry> withEffects(StatementSpec rows) {
        List<LedgerEntry> entries =
                rows.query((row, _) -> LedgerEntry.of(service, row)).list();
        if (entries.isEmpty()) {
            return entries;
        }
        Map<String, EffectCounts> counts = jdbc
                .sql("select purchase, effects, reversals from effects where purchase in (:ids)")
                .param("ids", entries.stream().map(LedgerEntry::purchase).toList())
                .query(EffectCounts.class)
                .stream()
                .collect(Collectors.toMap(EffectCounts::purchase, Function.identity()));
        return entries.stream()
                .map(entry -> entry.with(counts.getOrDefault(entry.purchase(), EffectCounts.none(entry.purchase()))))
                .toList();
    }
}
