package maestro.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.Transition;
import maestro.saga.journal.Write;
import maestro.saga.journal.WriteResult;
import maestro.saga.state.Event;
import maestro.saga.state.Event.Accepted;
import maestro.saga.state.Event.Pivoting;
import maestro.saga.state.Saga;
import maestro.saga.state.StoredEvent;

/** The database that all processes share: rows, leases and their clock, and transactions whose commit is in doubt. */
final class SimulatedDatabase {

    private final World world;
    private final TreeMap<String, Row> rows = new TreeMap<>();
    private final TreeMap<String, Long> leases = new TreeMap<>();
    private final List<InDoubt> inDoubt = new ArrayList<>();
    private final Set<RecordKey> refused = new HashSet<>();
    private long clockOffset;
    private long unavailableUntil;

    SimulatedDatabase(World world) {
        this.world = world;
    }

    /**
     * A saga's row with its events.
     *
     * @param inserted the values that never change
     * @param saga the values that a transition updates
     */
    record Row(NewSaga inserted, String owner, Saga saga, List<Event> events) {

        int flowVersion() {
            return inserted.saga().flow().version();
        }

        /** As a process reads it. */
        SagaRow head() {
            return new SagaRow(
                    saga.id(),
                    saga.epoch(),
                    owner,
                    saga.status(),
                    saga.seq(),
                    saga.needsAttention(),
                    saga.reason(),
                    saga.flow().name(),
                    flowVersion(),
                    inserted.customer(),
                    inserted.saga().input(),
                    inserted.fingerprint(),
                    inserted.saga().acceptedAt(),
                    saga.endedAt());
        }

        Row with(Saga changed) {
            return new Row(inserted, owner, changed, events);
        }
    }

    /** A transaction that holds its locks. It is committed later, or when another transaction needs the locks. */
    private record InDoubt(String owner, List<Write> batch, boolean again) {}

    /** Identifies a record. A new saga has seq 0. */
    private record RecordKey(String owner, String id, int epoch, int seq) {
        static RecordKey of(String owner, Write write) {
            Saga saga = write instanceof Transition t ? t.to() : ((NewSaga) write).saga();
            return new RecordKey(owner, saga.id(), saga.epoch(), saga.seq());
        }
    }

    Stream<Row> rows() {
        return rows.values().stream();
    }

    Optional<Row> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    Optional<Row> findByKey(String key) {
        return rows().filter(row -> key.equals(row.inserted().key())).findFirst();
    }

    void beginOutage(long millis) {
        unavailableUntil = world.scheduler.now() + millis;
        world.trace("database", "is not available for %d ms", millis);
    }

    void endOutage() {
        unavailableUntil = 0;
    }

    boolean isUnavailable() {
        return world.scheduler.now() < unavailableUntil;
    }

    void jumpClock(long millis) {
        clockOffset += millis;
        world.trace("database", "the clock jumps by %d ms", millis);
    }

    /** The database never writes this record. */
    void refuse(String owner, Write write) {
        refused.add(RecordKey.of(owner, write));
    }

    boolean refuses(String owner, Write write) {
        return refused.contains(RecordKey.of(owner, write));
    }

    boolean hasRefused(String id) {
        return refused.stream().anyMatch(key -> key.id().equals(id));
    }

    /** Commits one transaction, after the transactions in doubt that hold locks which it needs. */
    List<WriteResult> commit(String owner, List<Write> batch, boolean again) {
        resolveConflicts(batch);
        return batch.stream().map(write -> write(owner, write, again)).toList();
    }

    void commitLater(String owner, List<Write> batch, boolean again, long delayMillis) {
        var transaction = new InDoubt(owner, List.copyOf(batch), again);
        inDoubt.add(transaction);
        world.scheduler.schedule(delayMillis, () -> resolve(transaction));
    }

    private void resolveConflicts(List<Write> batch) {
        var ids = new HashSet<>(batch.stream().map(Write::id).toList());
        for (InDoubt each : List.copyOf(inDoubt)) {
            if (each.batch().stream().anyMatch(write -> write instanceof NewSaga || ids.contains(write.id()))) {
                resolve(each);
            }
        }
    }

    private void resolve(InDoubt transaction) {
        if (inDoubt.remove(transaction)) {
            world.trace("database", "commits a transaction in doubt");
            var _ = commit(transaction.owner(), transaction.batch(), transaction.again());
        }
    }

    private WriteResult write(String owner, Write write, boolean again) {
        boolean changed = switch (write) {
            case NewSaga saga -> insert(owner, saga);
            case Transition transition -> update(owner, transition);
        };
        boolean repeated = again && !world.has(Bug.IN_DOUBT_FORGOTTEN);
        WriteResult result = changed || (repeated && isThere(owner, write))
                ? WriteResult.DURABLE
                : write instanceof NewSaga ? WriteResult.DUPLICATE : WriteResult.SUPERSEDED;
        world.trace(owner, "%s %s", text(write), result);
        find(write.id()).ifPresent(world.ledger::check);
        return result;
    }

    private boolean insert(String owner, NewSaga s) {
        String key = s.key();
        boolean keyExists = key != null && findByKey(key).isPresent() && !world.has(Bug.KEY_NOT_UNIQUE);
        return !keyExists && rows.putIfAbsent(s.id(), new Row(s, owner, s.saga(), List.of())) == null;
    }

    private boolean update(String owner, Transition transition) {
        Row row = rows.get(transition.id());
        if (row == null || !isAt(row.saga(), transition.from())) {
            return false;
        }
        rows.put(transition.id(), new Row(row.inserted(), owner, transition.to(), row.events()));
        append(transition);
        return true;
    }

    private boolean isAt(Saga stored, Saga from) {
        boolean statusOnly = world.has(Bug.WRITE_CHECKS_STATUS_ONLY);
        boolean epochOnly = world.has(Bug.WRITE_CHECKS_EPOCH_ONLY);
        return (stored.epoch() == from.epoch() || statusOnly)
                && (stored.status() == from.status() || epochOnly)
                && (stored.seq() == from.seq() || statusOnly || epochOnly);
    }

    private void append(Transition transition) {
        String id = transition.id();
        var events = transition.events();
        boolean notAtomic = world.has(Bug.HISTORY_NOT_ATOMIC);
        int late = notAtomic ? events.size() : world.has(Bug.APPENDS_REORDERED) ? events.size() - 1 : 0;
        if (late > 0) {
            world.scheduler.schedule(world.random.millis(1_000), () -> append(id, events.subList(0, late)));
        }
        append(id, events.subList(Math.max(late, 0), events.size()));
    }

    private void append(String id, List<Event> events) {
        Row row = rows.get(id);
        if (row != null) {
            var all = Stream.concat(row.events().stream(), events.stream().map(this::stored));
            rows.put(id, new Row(row.inserted(), row.owner(), row.saga(), all.toList()));
        }
    }

    /** Before PIVOTING was an event, a history did not contain the change of the status. ACCEPTED changes no status. */
    private Event stored(Event event) {
        boolean isLeftOut = event instanceof Pivoting && world.scenario.legacyJournal();
        return isLeftOut ? new Accepted(event.seq(), event.at()) : event;
    }

    private boolean isThere(String owner, Write write) {
        Row row = rows.get(write.id());
        return row != null
                && switch (write) {
                    case NewSaga _ -> true;
                    case Transition t ->
                        row.owner().equals(owner)
                                && row.saga().epoch() == t.to().epoch()
                                && row.saga().seq() >= t.to().seq()
                                && row.saga().status() == t.to().status();
                };
    }

    /** Without effect if the row has moved on. */
    void quarantine(SagaRow saga) {
        Row row = rows.get(saga.id());
        if (row != null && row.saga().epoch() == saga.epoch() && row.saga().seq() == saga.seq()) {
            rows.put(
                    saga.id(),
                    row.with(row.saga().asStored(saga.epoch(), row.saga().status(), true)));
        }
    }

    private long clock() {
        return world.scheduler.now() + clockOffset;
    }

    void renewLease(String owner, long millis) {
        leases.put(owner, clock() + millis);
    }

    void releaseLease(String owner) {
        leases.remove(owner);
    }

    List<Row> orphans(String owner, String afterId, int limit) {
        return rows.tailMap(afterId, false).values().stream()
                .filter(row -> !row.saga().status().isFinal() && !row.owner().equals(owner))
                .filter(row -> leases.getOrDefault(row.owner(), Long.MIN_VALUE) <= clock())
                .limit(limit)
                .toList();
    }

    private static String text(Write write) {
        if (!(write instanceof Transition t)) {
            return write.id() + " is new:";
        }
        var events = t.events().stream()
                .map(StoredEvent::of)
                .map(e -> e.seq() + " " + e.type() + (e.step() == null ? "" : " " + e.step()))
                .toList();
        Saga from = t.from();
        Saga to = t.to();
        return "%s %s%d -> %s%d %s:".formatted(t.id(), from.status(), from.epoch(), to.status(), to.epoch(), events);
    }

    /** A statement failed. */
    static final class FailedException extends RuntimeException {
        FailedException(String message) {
            super(message);
        }
    }
}
