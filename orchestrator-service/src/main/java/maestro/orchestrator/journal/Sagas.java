package maestro.orchestrator.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import maestro.orchestrator.journal.Journal.Written;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.Saga;
import maestro.orchestrator.saga.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The journal's SQL, all of it; the same on H2 and PostgreSQL. */
public final class Sagas {

    /** This process, as the owner of its sagas. */
    private final String owner;

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    public Sagas(String owner, JdbcTemplate jdbc, TransactionTemplate transaction, JsonMapper json) {
        this.owner = owner;
        this.batches = jdbc;
        this.jdbc = JdbcClient.create(jdbc);
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * Writes a group in one transaction; the result is in the group's order. A record that is there already, because an
     * earlier commit's acknowledgement was lost, counts as durable.
     *
     * @throws CommitUnknownException if the database failed while committing: write the same again to learn
     * @throws RuntimeException for any other failure: nothing was written
     */
    List<Written> write(List<Write> group) {
        var committing = new AtomicBoolean();
        try {
            return transaction.execute(_ -> {
                var results = writeAll(group);
                committing.set(true);
                return results;
            });
        } catch (RuntimeException e) {
            throw committing.get() ? new CommitUnknownException(e) : e;
        }
    }

    private List<Written> writeAll(List<Write> group) {
        var inserts = new Batch<NewSaga>();
        var updates = new Batch<Transition>();
        for (Write write : group) {
            switch (write) {
                case NewSaga saga -> inserts.add(saga, insertRow(saga));
                case Transition transition -> updates.add(transition, updateRow(transition));
            }
        }
        var zero = Collections.<Write>newSetFromMap(new IdentityHashMap<>());
        zero.addAll(inserts.run(batches, INSERT));
        zero.addAll(updates.run(batches, UPDATE));
        writeChunks(updates.writes(), zero);
        return group.stream()
                .map(write -> zero.contains(write) ? afterZeroRows(write) : Written.DURABLE)
                .toList();
    }

    private void writeChunks(List<Transition> transitions, Set<Write> zero) {
        var chunks = new Batch<Transition>();
        for (Transition transition : transitions) {
            if (!zero.contains(transition) && !transition.events().isEmpty()) {
                chunks.add(transition, chunkRow(transition));
            }
        }
        var _ = chunks.run(batches, "insert into history (saga, seq, events) values (?, ?, ?)");
    }

    /** Nothing was changed: either the same write is there already, or somebody else's is. */
    private Written afterZeroRows(Write write) {
        var row = find(write.id()).filter(r -> r.owner().equals(owner));
        boolean isThere = switch (write) {
            case NewSaga _ -> row.isPresent();
            case Transition transition ->
                row.filter(r -> hasReached(r, transition.to())).isPresent();
        };
        return isThere ? Written.DURABLE : Written.FENCED;
    }

    private static boolean hasReached(StoredSaga row, Saga saga) {
        return row.epoch() == saga.epoch() && row.seq() >= saga.seq() && row.status() == saga.status();
    }

    private @Nullable Object[] chunkRow(Transition transition) {
        int seq = transition.events().getFirst().seq();
        return new Object[] {transition.id(), seq, json.writeValueAsString(transition.events())};
    }

    private @Nullable Object[] insertRow(NewSaga s) {
        Saga saga = s.saga();
        return new @Nullable Object[] {
            saga.id(),
            saga.epoch(),
            owner,
            saga.status().name(),
            saga.seq(),
            saga.flow().name(),
            saga.flow().version(),
            s.customer(),
            s.document(),
            s.key(),
            s.fingerprint(),
            timestamp(saga.acceptedAt())
        };
    }

    private @Nullable Object[] updateRow(Transition t) {
        Saga to = t.to();
        Saga from = t.from();
        return new @Nullable Object[] {
            to.epoch(),
            owner,
            to.status().name(),
            to.seq(),
            to.needsAttention(),
            to.reason(),
            timestamp(to.endedAt()),
            from.id(),
            from.epoch(),
            from.status().name(),
            from.seq()
        };
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

    List<StoredSaga> unowned(String afterId, int limit) {
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

    /** The connection broke while committing: the group is there as a whole, or not at all. */
    static final class CommitUnknownException extends RuntimeException {
        CommitUnknownException(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }

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

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** Rows for one statement, each with the write that it is for. */
    private static final class Batch<W extends Write> {
        private final List<W> writes = new ArrayList<>();
        private final List<@Nullable Object[]> rows = new ArrayList<>();

        void add(W write, @Nullable Object[] row) {
            writes.add(write);
            rows.add(row);
        }

        List<W> writes() {
            return writes;
        }

        /** Runs the statement for all rows; the writes that changed nothing. */
        List<W> run(JdbcTemplate jdbc, String sql) {
            int[] counts = rows.isEmpty() ? new int[0] : jdbc.batchUpdate(sql, rows);
            return IntStream.range(0, counts.length)
                    .filter(i -> counts[i] == 0)
                    .mapToObj(writes::get)
                    .toList();
        }
    }
}
