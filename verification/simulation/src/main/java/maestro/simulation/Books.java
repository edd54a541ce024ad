package maestro.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.state.Status;

/** What the participants really did, and whether it was right: invariants 2 and 4, at each effect and each record. */
final class Books {

    private final World world;
    private final TreeMap<String, TreeMap<String, Entry>> entries = new TreeMap<>();
    private final TreeMap<String, List<String>> reversals = new TreeMap<>();
    private final TreeMap<String, Set<String>> routes = new TreeMap<>();

    Books(World world) {
        this.world = world;
    }

    private static final class Entry {
        private int effects;
        private int reversals;
        private boolean undone;

        private boolean stands() {
            return effects > reversals;
        }
    }

    private Entry of(String id, String step) {
        return entries.computeIfAbsent(id, _ -> new TreeMap<>()).computeIfAbsent(step, _ -> new Entry());
    }

    private boolean stands(String id, String step) {
        return of(id, step).stands();
    }

    /** The steps on its way. */
    private Set<String> route(String id) {
        return routes.computeIfAbsent(
                id,
                _ -> world.database
                        .find(id)
                        .map(row -> Route.of(world.flowOf(id), id, row.head().input()))
                        .orElse(Set.of()));
    }

    /** The steps on its way before this one. */
    Set<String> before(String id, Step step) {
        var before = new TreeSet<>(world.flowOf(id).before(step));
        before.retainAll(route(id));
        return before;
    }

    void effect(String id, Step step) {
        Entry entry = of(id, step.name());
        if (world.database.find(id).isEmpty()) {
            broken("%s has an effect for %s, which the journal doesn't know", step, id);
            return;
        }
        if (entry.effects++ > 0) {
            broken("%s has a second effect for %s", step, id);
        }
        if (entry.undone) {
            broken("%s has its effect for %s after its undo", step, id);
        }
        if (!route(id).contains(step.name())) {
            broken("%s has an effect for %s, which doesn't come by it", step, id);
        }
        if (!before(id, step).stream().allMatch(each -> stands(id, each))) {
            broken("%s has its effect for %s while one before it doesn't stand", step, id);
        }
    }

    void undo(String id, Step step, boolean reversed) {
        of(id, step.name()).undone = true;
        if (!step.undoable()) {
            broken("%s is asked to undo %s, and can't", step, id);
        }
        if (reversed) {
            reversed(id, step);
        }
    }

    private void reversed(String id, Step step) {
        reversals.computeIfAbsent(id, _ -> new ArrayList<>()).add(step.name());
        if (of(id, step.name()).reversals++ > 0) {
            broken("%s is undone twice for %s", step, id);
        }
        if (world.database
                .find(id)
                .filter(row -> isUnwound(row.head().status()))
                .isEmpty()) {
            broken("%s is undone for %s, which nobody has durably decided", step, id);
        }
        Flow flow = world.flowOf(id);
        if (flow.steps().stream()
                .anyMatch(later -> flow.before(later).contains(step.name()) && stands(id, later.name()))) {
            broken("%s is undone for %s before one that came after it", step, id);
        }
    }

    /** What was really reversed, in order. */
    List<String> reversals(String id) {
        return reversals.getOrDefault(id, List.of());
    }

    /** What an operator ended may still be undone by a call that was on its way. */
    private static boolean isUnwound(Status status) {
        return status == Status.UNDOING || status == Status.RESOLVED;
    }

    /** What the journal says now, beside what is. */
    void compare(Database.Row row) {
        String id = row.head().id();
        switch (row.head().status()) {
            case COMPLETED -> {
                if (!route(id).stream().allMatch(step -> stands(id, step))
                        || standing(id) > route(id).size()) {
                    broken(
                            "%s is COMPLETED with %d of %d effects",
                            id, standing(id), route(id).size());
                }
            }
            case UNDONE -> {
                if (standing(id) > 0) {
                    broken("%s is UNDONE and %d effects stand", id, standing(id));
                }
            }
            case RUNNING, PIVOTING, UNDOING, RESOLVED -> {
                // Nothing is said of what stands.
            }
        }
    }

    long standing(String id) {
        return entries.getOrDefault(id, new TreeMap<>()).values().stream()
                .filter(Entry::stands)
                .count();
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private void broken(String what, Object... details) {
        Object[] names = details.clone();
        for (int i = 0; i < names.length; i++) {
            names[i] = names[i] instanceof Step step ? step.name() : names[i];
        }
        world.verdict.broken(what, names);
    }
}
