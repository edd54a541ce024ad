package maestro.simulation;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import maestro.orchestrator.flow.Step;
import maestro.orchestrator.saga.Status;

/** What the participants really did, and whether it was right: invariants 2 and 4, at each effect and each record. */
final class Books {

    private final World world;
    private final List<Step> steps;
    private final TreeMap<String, Entry[]> entries = new TreeMap<>();

    Books(World world, List<Step> steps) {
        this.world = world;
        this.steps = steps;
    }

    private static final class Entry {
        private int effects;
        private int reversals;
        private boolean undone;

        private boolean stands() {
            return effects > reversals;
        }
    }

    private Entry[] of(String id) {
        return entries.computeIfAbsent(
                id,
                _ -> IntStream.range(0, steps.size()).mapToObj(_ -> new Entry()).toArray(Entry[]::new));
    }

    void effect(String id, Step step) {
        var purchase = of(id);
        int index = steps.indexOf(step);
        if (world.database.find(id).isEmpty()) {
            broken("%s has an effect for %s, which the journal doesn't know", step, id);
        }
        if (purchase[index].effects++ > 0) {
            broken("%s has a second effect for %s", step, id);
        }
        if (purchase[index].undone) {
            broken("%s has its effect for %s after its undo", step, id);
        }
        for (int i = 0; i < index; i++) {
            if (!purchase[i].stands()) {
                broken("%s has its effect for %s while one before it doesn't stand", step, id);
            }
        }
    }

    void undo(String id, Step step, boolean reversed) {
        var purchase = of(id);
        int index = steps.indexOf(step);
        purchase[index].undone = true;
        if (!step.undoable()) {
            broken("%s is asked to undo %s, and can't", step, id);
        }
        if (reversed) {
            reversed(id, step, purchase, index);
        }
    }

    private void reversed(String id, Step step, Entry[] purchase, int index) {
        if (purchase[index].reversals++ > 0) {
            broken("%s is undone twice for %s", step, id);
        }
        if (world.database
                .find(id)
                .filter(row -> isUnwound(row.head().status()))
                .isEmpty()) {
            broken("%s is undone for %s, which nobody has durably decided", step, id);
        }
        for (int i = index + 1; i < purchase.length; i++) {
            if (purchase[i].stands()) {
                broken("%s is undone for %s before one that came after it", step, id);
            }
        }
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
                if (standing(id) < steps.size()) {
                    broken("%s is COMPLETED with %d of %d effects", id, standing(id), steps.size());
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
        return IntStream.range(0, steps.size()).filter(i -> of(id)[i].stands()).count();
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
