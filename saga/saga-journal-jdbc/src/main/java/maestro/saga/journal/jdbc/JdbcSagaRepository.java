package maestro.saga.journal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import maestro.saga.flow.Document;
import maestro.saga.journal.History;
import maestro.saga.journal.SagaRepository;
import maestro.saga.journal.SagaRow;
import maestro.saga.state.Status;
import maestro.saga.state.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the tables {@code saga} and {@code history}, and deletes old rows from them. */
public final class JdbcSagaRepository implements SagaRepository {

    private static final String SELECT = """
            select id, epoch, owner, status, seq, needs_attention, reason, flow, flow_version, customer, purchase,
                fingerprint, created_at, finished_at
            from saga
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    JdbcSagaRepository(JdbcClient jdbc, TransactionTemplate transaction, JsonMapper json) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
    }

    @Override
    public Optional<SagaRow> find(String id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query(JdbcSagaRepository::row)
                .optional();
    }

    public Optional<SagaRow> findByKey(String key) {
        return jdbc.sql(SELECT + "where idempotency_key = ?")
                .param(key)
                .query(JdbcSagaRepository::row)
                .optional();
    }

    /** Open sagas of other owners without a lease, in id order. */
    List<SagaRow> unowned(String owner, String afterId, int limit) {
        return jdbc.sql(SELECT + """
                where status in ('RUNNING', 'PIVOTING', 'UNDOING') and id > ? and owner <> ?
                    and owner not in (select o.id from owner o where o.expires_at > current_timestamp)
                order by id
                limit ?
                """)
                .params(afterId, owner, limit)
                .query(JdbcSagaRepository::row)
                .list();
    }

    /** Newest first: ids are UUIDv7 and ascend with time. */
    public List<SagaRow> page(Filter filter) {
        String text = filter.text();
        boolean isId = text != null && find(text).isPresent();
        return new PageQuery(filter, isId)
                .on(jdbc, SELECT)
                .query(JdbcSagaRepository::row)
                .list();
    }

    /** The number of sagas by status. A status without sagas is missing. */
    public Map<Status, Long> count(Collection<Status> statuses) {
        var counts = new EnumMap<Status, Long>(Status.class);
        jdbc.sql("select status, count(*) from saga where status in (:statuses) group by status")
                .param("statuses", statuses.stream().map(Status::name).toList())
                .query((row, _) -> counts.put(Status.valueOf(row.getString(1)), row.getLong(2)))
                .list();
        return counts;
    }

    /** The number of open sagas that need attention. */
    public long needingAttention() {
        return jdbc.sql("""
                select count(*) from saga
                where status in ('RUNNING', 'PIVOTING', 'UNDOING') and needs_attention
                """).query(Long.class).single();
    }

    /** Sagas after this id, in id order. */
    public List<SagaRow> after(String id, int limit) {
        return jdbc.sql(SELECT + "where id > ? order by id limit ?")
                .params(id, limit)
                .query(JdbcSagaRepository::row)
                .list();
    }

    /** The histories by saga. A saga without events is missing. */
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

    @Override
    public History history(String id) {
        return histories(List.of(id)).getOrDefault(id, History.EMPTY);
    }

    /** The chunks after a position, and at the given positions before it, in order. */
    public List<Chunk> written(long afterPosition, Collection<Long> before, int limit) {
        String or = before.isEmpty() ? "" : "or position in (:before) ";
        return jdbc.sql("select position, saga, events from history where position > :after " + or
                        + "order by position limit :limit")
                .param("after", afterPosition)
                .param("before", before)
                .param("limit", limit)
                .query((row, _) ->
                        new Chunk(row.getLong("position"), row.getString("saga"), stored(row.getString("events"))))
                .list();
    }

    /**
     * Deletes sagas that ended before a time, oldest first, with their idempotency keys. The last chunk of the history
     * is kept, so that positions never go back.
     *
     * @return the number of deleted sagas; less than the limit if none is left
     */
    int delete(Instant endedBefore, int limit) {
        return transaction.execute(_ -> deleteNow(endedBefore, limit));
    }

    private int deleteNow(Instant endedBefore, int limit) {
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

    @Override
    public void quarantine(SagaRow saga, String reason) {
        jdbc.sql("update saga set needs_attention = true, reason = ? where id = ? and epoch = ? and seq = ?")
                .params(reason, saga.id(), saga.epoch(), saga.seq())
                .update();
    }

    public long lastPosition() {
        return jdbc.sql("select coalesce(max(position), 0) from history")
                .query(Long.class)
                .single();
    }

    private History events(String text) {
        try {
            return new History(stored(text).stream().map(StoredEvent::event).toList(), null);
        } catch (RuntimeException e) {
            String reason = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
            return new History(List.of(), "a part of its history can't be read: " + reason);
        }
    }

    private List<StoredEvent> stored(String text) {
        return List.of(json.readValue(text, StoredEvent[].class));
    }

    /**
     * @param text an id or a customer
     * @param reason a part of the reason, ignoring case
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

    /** The events of one saga that were written together. */
    public record Chunk(long position, String saga, List<StoredEvent> events) {}

    private static SagaRow row(ResultSet row, int number) throws SQLException {
        return new SagaRow(
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
