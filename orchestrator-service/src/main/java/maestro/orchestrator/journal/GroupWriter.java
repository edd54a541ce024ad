package maestro.orchestrator.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import maestro.orchestrator.journal.Journal.Written;
import maestro.orchestrator.journal.Store.CommitUnknownException;
import maestro.orchestrator.saga.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The journal, written: a group of writes as one transaction, by the same SQL on H2 and PostgreSQL. */
public final class GroupWriter {

    /** This process, as the owner of its sagas. */
    private final String owner;

    private final Sagas sagas;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    public GroupWriter(String owner, Sagas sagas, JdbcTemplate jdbc, TransactionTemplate transaction, JsonMapper json) {
        this.owner = owner;
        this.sagas = sagas;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
    }

    /** @see Store#write */
    List<Written> write(List<Write> group, boolean again) {
        var committing = new AtomicBoolean();
        try {
            return transaction.execute(_ -> {
                var results = writeAll(group, again);
                committing.set(true);
                return results;
            });
        } catch (RuntimeException e) {
            throw committing.get() ? new CommitUnknownException(e) : e;
        }
    }

    private List<Written> writeAll(List<Write> group, boolean again) {
        var inserts = new Batch<NewSaga>();
        var updates = new Batch<Transition>();
        for (Write write : inOrder(group)) {
            switch (write) {
                case NewSaga saga -> inserts.add(saga, insertRow(saga));
                case Transition transition -> updates.add(transition, updateRow(transition));
            }
        }
        var zero = Collections.<Write>newSetFromMap(new IdentityHashMap<>());
        zero.addAll(inserts.run(jdbc, INSERT));
        zero.addAll(updates.run(jdbc, UPDATE));
        writeChunks(updates.writes(), zero);
        return group.stream()
                .map(write -> zero.contains(write) && !(again && isThere(write)) ? Written.FENCED : Written.DURABLE)
                .toList();
    }

    /** Whoever writes rows in one and the same order doesn't deadlock with others who do so. */
    private static List<Write> inOrder(List<Write> group) {
        return group.stream().sorted(Comparator.comparing(GroupWriter::row)).toList();
    }

    private static String row(Write write) {
        return switch (write) {
            case NewSaga saga when saga.key() != null -> saga.key();
            case NewSaga saga -> saga.id();
            case Transition transition -> transition.id();
        };
    }

    private void writeChunks(List<Transition> transitions, Set<Write> zero) {
        var chunks = new Batch<Transition>();
        for (Transition transition : transitions) {
            if (!zero.contains(transition) && !transition.events().isEmpty()) {
                chunks.add(transition, chunkRow(transition));
            }
        }
        var _ = chunks.run(jdbc, "insert into history (saga, seq, events) values (?, ?, ?)");
    }

    private boolean isThere(Write write) {
        var row = sagas.find(write.id());
        return switch (write) {
            // Nobody else draws its id: it was ours, even if somebody has taken it over since.
            case NewSaga _ -> row.isPresent();
            case Transition transition ->
                row.filter(r -> r.owner().equals(owner) && hasReached(r, transition.to()))
                        .isPresent();
        };
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
            saga.purchase().text(),
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

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
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
