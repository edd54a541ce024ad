package maestro.orchestrator.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
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

    List<StoredSaga> unowned(String owner, String afterId, int limit) {
        return jdbc.sql(SELECT + """
                where status in ('RUNNING', 'PIVOTING', 'UNDOING') and owner <> ? and id > ?
                order by id
                limit ?
                """)
                .params(owner, afterId, limit)
                .query(Sagas::stored)
                .list();
    }

    /** Newest first: ids are UUIDv7, so their order is that of acceptance. */
    public List<StoredSaga> page(Filter filter) {
        var conditions = new ArrayList<String>(List.of("1 = 1"));
        if (!filter.statuses().isEmpty()) {
            conditions.add("status in (:statuses)");
        }
        if (filter.needsAttention() != null) {
            conditions.add("needs_attention = :needsAttention");
        }
        if (filter.text() != null) {
            conditions.add("(id = :text or customer = :text)");
        }
        if (filter.after() != null) {
            conditions.add("id < :after");
        }
        StatementSpec query = jdbc.sql(
                        SELECT + "where " + String.join(" and ", conditions) + " order by id desc limit :limit")
                .param("statuses", filter.statuses().stream().map(Status::name).toList())
                .param("needsAttention", filter.needsAttention())
                .param("text", filter.text())
                .param("after", filter.after())
                .param("limit", filter.limit());
        return query.query(Sagas::stored).list();
    }

    /** Purchases from this id on, in id order, for the audit to walk through. */
    public List<StoredSaga> after(String id, int limit) {
        return jdbc.sql(SELECT + "where id > ? order by id limit ?")
                .params(id, limit)
                .query(Sagas::stored)
                .list();
    }

    /** The events of each saga in order, as far as they were written. */
    public Map<String, List<Event>> histories(Collection<String> ids) {
        var histories = new HashMap<String, List<Event>>();
        if (!ids.isEmpty()) {
            jdbc.sql("select saga, events from history where saga in (:ids) order by saga, seq")
                    .param("ids", ids)
                    .query((row, _) -> histories
                            .computeIfAbsent(row.getString("saga"), _ -> new ArrayList<>())
                            .addAll(events(row.getString("events"))))
                    .list();
        }
        return histories;
    }

    public List<Event> history(String id) {
        return histories(List.of(id)).getOrDefault(id, List.of());
    }

    /** What was written after a position, in the order of writing. */
    public List<Chunk> written(long afterPosition, int limit) {
        return jdbc.sql("select position, saga, events from history where position > ? order by position limit ?")
                .params(afterPosition, limit)
                .query((row, _) ->
                        new Chunk(row.getLong("position"), row.getString("saga"), events(row.getString("events"))))
                .list();
    }

    public long lastPosition() {
        return jdbc.sql("select coalesce(max(position), 0) from history")
                .query(Long.class)
                .single();
    }

    private List<Event> events(String text) {
        return Arrays.asList(json.readValue(text, Event[].class));
    }

    /**
     * @param text finds an id or a customer
     * @param after the last id of the page before
     */
    public record Filter(
            List<Status> statuses,
            @Nullable Boolean needsAttention,
            @Nullable String text,
            @Nullable String after,
            int limit) {}

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
                row.getString("purchase"),
                row.getString("fingerprint"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("finished_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
