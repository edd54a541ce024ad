package maestro.orchestrator.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import maestro.orchestrator.flow.Document;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The journal, read. */
public final class Sagas {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public Sagas(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public Optional<StoredSaga> find(String id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(Sagas::stored).optional();
    }

    public Optional<StoredSaga> findByKey(String key) {
        return jdbc.sql(SELECT + "where idempotency_key = ?")
                .param(key)
                .query(Sagas::stored)
                .optional();
    }

    /** Open sagas that belong neither to this owner nor to any that has a lease. */
    List<StoredSaga> unowned(String owner, String afterId, int limit) {
        return jdbc.sql(SELECT + """
                where status in ('RUNNING', 'PIVOTING', 'UNDOING') and id > ? and owner <> ?
                    and owner not in (select o.id from owner o where o.expires_at > current_timestamp)
                order by id
                limit ?
                """)
                .params(afterId, owner, limit)
                .query(Sagas::stored)
                .list();
    }

    /** Newest first: ids are UUIDv7, so their order is that of acceptance. */
    public List<StoredSaga> page(Filter filter) {
        String text = filter.text();
        boolean isId = text != null && find(text).isPresent();
        return new PageQuery(filter, isId).on(jdbc, SELECT).query(Sagas::stored).list();
    }

    /** How many purchases have which of these statuses; one that has none is missing. */
    public Map<Status, Long> count(Collection<Status> statuses) {
        var counts = new EnumMap<Status, Long>(Status.class);
        jdbc.sql("select status, count(*) from saga where status in (:statuses) group by status")
                .param("statuses", statuses.stream().map(Status::name).toList())
                .query((row, _) -> counts.put(Status.valueOf(row.getString(1)), row.getLong(2)))
                .list();
        return counts;
    }

    /** How many of the purchases under way need attention. */
    public long needingAttention() {
        return jdbc.sql(
                        "select count(*) from saga where status in ('RUNNING', 'PIVOTING', 'UNDOING') and needs_attention")
                .query(Long.class)
                .single();
    }

    /** Purchases from this id on, in id order, for the audit to walk through. */
    public List<StoredSaga> after(String id, int limit) {
        return jdbc.sql(SELECT + "where id > ? order by id limit ?")
                .params(id, limit)
                .query(Sagas::stored)
                .list();
    }

    /** The events of each saga in order; of a saga without any there is no entry. */
    public Map<String, History> histories(Collection<String> ids) {
        var histories = new HashMap<String, History>();
        if (!ids.isEmpty()) {
            jdbc.sql("select saga, events from history where saga in (:ids) order by saga, seq")
                    .param("ids", ids)
                    .query((row, _) ->
                            histories.merge(row.getString("saga"), events(row.getString("events")), History::then))
                    .list();
        }
        return histories;
    }

    public History history(String id) {
        return histories(List.of(id)).getOrDefault(id, History.EMPTY);
    }

    /** What was written after a position, and at these positions before it, in the order of positions. */
    public List<Chunk> written(long afterPosition, Collection<Long> before, int limit) {
        String or = before.isEmpty() ? "" : "or position in (:before) ";
        return jdbc.sql("select position, saga, events from history where position > :after " + or
                        + "order by position limit :limit")
                .param("after", afterPosition)
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> new Chunk(
                        row.getLong("position"),
                        row.getString("saga"),
                        events(row.getString("events")).events()))
                .list();
    }

    /**
     * Forgets purchases that came to their end before a moment, oldest first, with their idempotency keys. The last record of all stays: it
     * tells how far the journal has come.
     *
     * @return how many: fewer than the limit if no more are left
     */
    int forget(Instant endedBefore, int limit) {
        var ids = jdbc.sql("""
                select id from saga
                where id < :id and status in ('COMPLETED', 'UNDONE', 'RESOLVED') and finished_at < :endedBefore
                    and id not in (select h.saga from history h where h.position = (select max(position) from history))
                order by id
                limit :limit
                for update skip locked
                """)
                .param("id", Retention.firstId(endedBefore))
                .param("endedBefore", endedBefore.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(String.class)
                .list();
        if (!ids.isEmpty()) {
            jdbc.sql("delete from history where saga in (:ids)")
                    .param("ids", ids)
                    .update();
            jdbc.sql("delete from saga where id in (:ids)").param("ids", ids).update();
        }
        return ids.size();
    }

    void setAside(StoredSaga saga, String why) {
        jdbc.sql("update saga set needs_attention = true, reason = ? where id = ? and epoch = ? and seq = ?")
                .params(why, saga.id(), saga.epoch(), saga.seq())
                .update();
    }

    public long lastPosition() {
        return jdbc.sql("select coalesce(max(position), 0) from history")
                .query(Long.class)
                .single();
    }

    private History events(String text) {
        try {
            return new History(Arrays.asList(json.readValue(text, Event[].class)), null);
        } catch (JacksonException e) {
            return new History(List.of(), "a part of its history can't be read: " + e.getOriginalMessage());
        }
    }

    /**
     * @param text finds an id or a customer
     * @param reason a part of why it was undone, in whichever case
     * @param after the last id of the page before
     */
    public record Filter(
            List<Status> statuses,
            @Nullable Boolean needsAttention,
            @Nullable String text,
            @Nullable String reason,
            @Nullable String after,
            int limit) {

        public Filter after(String last, int atMost) {
            return new Filter(statuses, needsAttention, text, reason, last, atMost);
        }
    }

    /** Events of one saga that were written together. */
    public record Chunk(long position, String saga, List<Event> events) {}

    private static final String SELECT = """
            select id, epoch, owner, status, seq, needs_attention, reason, flow, flow_version, customer, purchase,
                fingerprint, created_at, finished_at
            from saga
            """;

    private static StoredSaga stored(ResultSet row, int number) throws SQLException {
        return new StoredSaga(
                row.getString("id"),
                row.getInt("epoch"),
                row.getString("owner"),
                Status.valueOf(row.getString("status")),
                row.getInt("seq"),
                row.getBoolean("needs_attention"),
                row.getString("reason"),
                row.getString("flow"),
                row.getInt("flow_version"),
                row.getString("customer"),
                new Document(row.getString("purchase")),
                row.getString("fingerprint"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("finished_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
