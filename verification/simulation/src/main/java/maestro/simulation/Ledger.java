package maestro.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.state.Status;
import maestro.simulation.SimulatedDatabase.Row;

/** The effects of the participants. Checks invariants 2 and 4 of docs/guarantees.md at each effect and each write. */
final class Ledger {

    private final World world;
    private final TreeMap<String, TreeMap<String, Entry>> entries = new TreeMap<>();
    private final TreeMap<String, List<String>> reversals = new TreeMap<>();
    private final TreeMap<String, Set<String>> paths = new TreeMap<>();

    Ledger(World world) {
        this.world = world;
    }

    private static final class Entry {
        private int effects;
        private int reversals;
        private boolean undone;

        private boolean isOutstanding() {
            return effects > reversals;
        }
    }

    private Entry entry(String id, String step) {
        return entries.computeIfAbsent(id, _ -> new TreeMap<>()).computeIfAbsent(step, _ -> new Entry());
    }

    private Set<String> path(String id) {
        return paths.computeIfAbsent(
                id,
                _ -> world.database
                        .find(id)
                        .map(row ->
                                ExpectedPath.of(world.flowOf(id), id, row.saga().input()))
                        .orElse(Set.of()));
    }

    /** The steps before this one on the saga's path. */
    Set<String> stepsBefore(String id, Step step) {
        var before = new TreeSet<>(world.flowOf(id).before(step));
        before.retainAll(path(id));
        return before;
    }

    void recordEffect(String id, Step step) {
        String name = step.name();
        Entry entry = entry(id, name);
        if (world.database.find(id).isEmpty()) {
            world.violated("%s has an effect for %s, which is not in the journal", name, id);
            return;
        }
        if (entry.effects++ > 0) {
            world.violated("%s has a second effect for %s", name, id);
        }
        if (entry.undone) {
            world.violated("%s has an effect for %s after its undo", name, id);
        }
        if (!path(id).contains(name)) {
            world.violated("%s has an effect for %s and is not on its path", name, id);
        }
        if (!stepsBefore(id, step).stream().allMatch(before -> entry(id, before).isOutstanding())) {
            world.violated("%s has an effect for %s without the effect of a step before it", name, id);
        }
    }

    void recordUndo(String id, Step step, boolean reversed) {
        entry(id, step.name()).undone = true;
        if (!step.undoable()) {
            world.violated("%s has no undo and is called to undo %s", step.name(), id);
        }
        if (reversed) {
            recordReversal(id, step.name());
        }
    }

    private void recordReversal(String id, String name) {
        reversals.computeIfAbsent(id, _ -> new ArrayList<>()).add(name);
        if (entry(id, name).reversals++ > 0) {
            world.violated("%s is undone twice for %s", name, id);
        }
        if (world.database.find(id).filter(row -> mayUndo(row.saga().status())).isEmpty()) {
            world.violated("%s is undone for %s before UNDOING is durable", name, id);
        }
        Flow flow = world.flowOf(id);
        if (flow.steps().stream()
                .anyMatch(later -> flow.before(later).contains(name)
                        && entry(id, later.name()).isOutstanding())) {
            world.violated("%s is undone for %s before a later step", name, id);
        }
    }

    /** In the order in which they took place. */
    List<String> reversals(String id) {
        return reversals.getOrDefault(id, List.of());
    }

    /** When an operator resolves a saga, an undo may still be in flight. */
    private static boolean mayUndo(Status status) {
        return status == Status.UNDOING || status == Status.RESOLVED;
    }

    /** Compares the effects with the status of the row. */
    void check(Row row) {
        String id = row.saga().id();
        switch (row.saga().status()) {
            case COMPLETED -> {
                var path = path(id);
                if (!path.stream().allMatch(step -> entry(id, step).isOutstanding()) || outstanding(id) > path.size()) {
                    world.violated("%s is COMPLETED with %d of %d effects", id, outstanding(id), path.size());
                }
            }
            case UNDONE -> {
                if (outstanding(id) > 0) {
                    world.violated("%s is UNDONE, effects not reversed: %d", id, outstanding(id));
                }
            }
            case RUNNING, PIVOTING, UNDOING, RESOLVED -> {}
        }
    }

    /** The number of effects that are not reversed. */
    long outstanding(String id) {
        return entries.getOrDefault(id, new TreeMap<>()).values().stream()
                .filter(Entry::isOutstanding)
                .count();
    }
}
