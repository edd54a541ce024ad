package maestro.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.Transition;
import maestro.saga.journal.Write;
import maestro.saga.journal.WriteResult;
import maestro.saga.state.Event;
import maestro.saga.state.Saga;
import org.jspecify.annotations.Nullable;

/** What all processes share: the tables, the clock of the leases, and transactions whose client lost sight of them. */
final class Database {

    private final World world;
    private final TreeMap<String, Row> rows = new TreeMap<>();
    private final TreeMap<String, Long> leases = new TreeMap<>();
    private final List<InDoubt> inDoubt = new ArrayList<>();
    private long clockOffset;
    private long awayUntil;

    Database(World world) {
        this.world = world;
    }

    /** A row of saga with its chunks. */
    record Row(SagaRow head, @Nullable String key, List<Event> events) {}

    /** A transaction that holds its locks and will be committed, if nobody wants them before. */
    private record InDoubt(String owner, List<Write> group, boolean again) {}

    Stream<Row> rows() {
        return rows.values().stream();
    }

    Optional<Row> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    Optional<Row> findByKey(String key) {
        return rows().filter(row -> key.equals(row.key())).findFirst();
    }

    void goAway(long millis) {
        awayUntil = world.baton.now() + millis;
        world.trace.note("database", "away for %d ms", millis);
    }

    void comeBack() {
        awayUntil = 0;
    }

    void jump(long millis) {
        clockOffset += millis;
        world.trace.note("database", "its clock jumps by %d ms", millis);
    }

    boolean isAway() {
        return world.baton.now() < awayUntil;
    }

    /** One transaction, committed. Whoever holds locks that it needs is committed before. */
    List<WriteResult> commit(String owner, List<Write> group, boolean again) {
        settle(group);
        return group.stream().map(write -> write(owner, write, again)).toList();
    }

    /** The client doesn't learn what became of it; the database commits it sometime. */
    void commitLater(String owner, List<Write> group, boolean again, long delayMillis) {
        var transaction = new InDoubt(owner, List.copyOf(group), again);
        inDoubt.add(transaction);
        world.baton.later(delayMillis, () -> settle(transaction));
    }

    private void settle(List<Write> group) {
        var wanted = new HashSet<>(group.stream().map(Write::id).toList());
        for (InDoubt each : List.copyOf(inDoubt)) {
            if (each.group().stream().anyMatch(write -> write instanceof NewSaga || wanted.contains(write.id()))) {
                settle(each);
            }
        }
    }

    private void settle(InDoubt transaction) {
        if (inDoubt.remove(transaction)) {
            world.trace.note("database", "a commit in doubt takes place");
            var _ = commit(transaction.owner(), transaction.group(), transaction.again());
        }
    }

    private WriteResult write(String owner, Write write, boolean again) {
        boolean changed = switch (write) {
            case NewSaga saga -> insert(owner, saga);
            case Transition transition -> update(owner, transition);
        };
        boolean remembered = again && !world.has(Bug.DOUBT_IS_FORGOTTEN);
        WriteResult written = changed || (remembered && isThere(owner, write))
                ? WriteResult.DURABLE
                : write instanceof NewSaga ? WriteResult.DUPLICATE : WriteResult.SUPERSEDED;
        world.trace.note(owner, "%s %s", Rows.shown(write), written);
        find(write.id()).ifPresent(world.books::compare);
        return written;
    }

    private boolean insert(String owner, NewSaga s) {
        String key = s.key();
        boolean keyIsTaken = key != null && findByKey(key).isPresent() && !world.has(Bug.ASKS_FOR_NO_KEY);
        if (rows.containsKey(s.id()) || keyIsTaken) {
            return false;
        }
        rows.put(s.id(), new Row(Rows.head(owner, s), key, List.of()));
        return true;
    }

    private boolean update(String owner, Transition transition) {
        Row row = rows.get(transition.id());
        if (row == null || !isAt(row.head(), transition.from())) {
            return false;
        }
        rows.put(transition.id(), new Row(Rows.head(owner, row.head(), transition.to()), row.key(), row.events()));
        append(transition);
        return true;
    }

    private boolean isAt(SagaRow row, Saga from) {
        boolean epoch = row.epoch() == from.epoch() || world.has(Bug.ASKS_FOR_STATUS_ONLY);
        boolean status = row.status() == from.status() || world.has(Bug.ASKS_FOR_EPOCH_ONLY);
        boolean seq =
                row.seq() == from.seq() || world.has(Bug.ASKS_FOR_STATUS_ONLY) || world.has(Bug.ASKS_FOR_EPOCH_ONLY);
        return epoch && status && seq;
    }

    private void append(Transition transition) {
        var events = transition.events();
        int late =
                world.has(Bug.HISTORY_APART) ? events.size() : world.has(Bug.RECORD_COMES_LATE) ? events.size() - 1 : 0;
        if (late > 0) {
            world.baton.later(world.chance.millis(1_000), () -> append(transition.id(), events.subList(0, late)));
        }
        append(transition.id(), events.subList(Math.max(late, 0), events.size()));
    }

    private void append(String id, List<Event> events) {
        rows.computeIfPresent(
                id,
                (_, row) -> new Row(
                        row.head(),
                        row.key(),
                        Stream.concat(row.events().stream(), events.stream()).toList()));
    }

    private boolean isThere(String owner, Write write) {
        Row row = rows.get(write.id());
        if (row == null) {
            return false;
        }
        return switch (write) {
            case NewSaga _ -> true;
            case Transition t ->
                row.head().owner().equals(owner)
                        && row.head().epoch() == t.to().epoch()
                        && row.head().seq() >= t.to().seq()
                        && row.head().status() == t.to().status();
        };
    }

    void quarantine(SagaRow saga, String why) {
        rows.computeIfPresent(
                saga.id(),
                (_, row) -> row.head().epoch() == saga.epoch() && row.head().seq() == saga.seq()
                        ? new Row(Rows.quarantined(row.head(), why), row.key(), row.events())
                        : row);
    }

    private long clock() {
        return world.baton.now() + clockOffset;
    }

    void renewLease(String owner, long millis) {
        leases.put(owner, clock() + millis);
    }

    void endLease(String owner) {
        leases.remove(owner);
    }

    List<SagaRow> orphans(String owner, String afterId, int limit) {
        return rows.tailMap(afterId, false).values().stream()
                .map(Row::head)
                .filter(row -> !row.status().isFinal() && !row.owner().equals(owner))
                .filter(row -> leases.getOrDefault(row.owner(), Long.MIN_VALUE) <= clock())
                .limit(limit)
                .toList();
    }
}
