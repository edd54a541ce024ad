package maestro.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import maestro.saga.state.Event;
import maestro.saga.state.Status;

/** What clients were told, and whether it stays true: invariant 5. */
final class Promises {

    private final World world;
    private final TreeSet<String> completed = new TreeSet<>();
    private final Map<String, Status> forEver = new TreeMap<>();
    private final TreeSet<String> cancelled = new TreeSet<>();
    private final TreeSet<String> accepted = new TreeSet<>();
    private final TreeSet<String> turnedAway = new TreeSet<>();

    Promises(World world) {
        this.world = world;
    }

    void accepted(String id) {
        accepted.add(id);
        if (world.database.find(id).isEmpty()) {
            world.verdict.broken("%s was told to be accepted, and the journal doesn't know it", id);
        }
    }

    void told(String id, Status status) {
        Status now = status(id);
        switch (status) {
            case COMPLETED -> {
                completed.add(id);
                if (!wasCompleted(id)) {
                    world.verdict.broken("%s was told to be COMPLETED and is %s", id, now);
                }
            }
            case UNDONE, RESOLVED -> {
                forEver.put(id, status);
                if (now != status) {
                    world.verdict.broken("%s was told to be %s and is %s", id, status, now);
                }
            }
            case RUNNING, PIVOTING, UNDOING -> {
                // It may become anything.
            }
        }
    }

    void cancelled(String id) {
        cancelled.add(id);
        checkCancelled(id);
    }

    /** Each request has a document of its own. */
    void turnedAway(String document) {
        turnedAway.add(document);
    }

    void checkAtTheEnd() {
        var keys = world.database
                .rows()
                .map(Database.Row::key)
                .filter(Objects::nonNull)
                .toList();
        if (keys.size() > new HashSet<>(keys).size()) {
            world.verdict.broken("two purchases have one idempotency key");
        }
        List.copyOf(accepted).forEach(this::accepted);
        List.copyOf(completed).forEach(id -> told(id, Status.COMPLETED));
        Map.copyOf(forEver).forEach(this::told);
        cancelled.forEach(this::checkCancelled);
        world.database
                .rows()
                .filter(row -> turnedAway.contains(row.head().input().text()))
                .forEach(this::checkTurnedAway);
    }

    private void checkCancelled(String id) {
        switch (status(id)) {
            case UNDOING, UNDONE, RESOLVED -> {
                // As promised.
            }
            case RUNNING, PIVOTING, COMPLETED ->
                world.verdict.broken("%s was told to be cancelled and is %s", id, status(id));
        }
    }

    private void checkTurnedAway(Database.Row row) {
        String id = row.head().id();
        if (row.head().status() == Status.COMPLETED || world.books.standing(id) > 0) {
            world.verdict.broken("%s was turned away and is %s", id, row.head().status());
        }
    }

    private Status status(String id) {
        return world.database.find(id).orElseThrow().head().status();
    }

    private boolean wasCompleted(String id) {
        return world.database
                .find(id)
                .filter(row -> row.events().stream().anyMatch(Event.Completed.class::isInstance))
                .isPresent();
    }
}
