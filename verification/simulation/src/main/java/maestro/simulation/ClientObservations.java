package maestro.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import maestro.saga.flow.Document;
import maestro.saga.state.Event;
import maestro.saga.state.Status;
import maestro.simulation.SimulatedDatabase.Row;

/** The replies to clients. Checks that each reply was true and stays true: invariant 5 of docs/guarantees.md. */
final class ClientObservations {

    private final World world;
    private final Set<String> accepted = new TreeSet<>();
    private final Set<Document> rejected = new HashSet<>();
    private final Set<String> cancelled = new TreeSet<>();
    private final Set<String> completed = new TreeSet<>();

    /** UNDONE and RESOLVED never change. A completed saga can still be cancelled. */
    private final Map<String, Status> ended = new TreeMap<>();

    ClientObservations(World world) {
        this.world = world;
    }

    void accepted(String id) {
        accepted.add(id);
        if (world.database.find(id).isEmpty()) {
            world.violated("%s was reported as accepted and is not in the journal", id);
        }
    }

    /** Each request has an input of its own. */
    void rejected(Document input) {
        rejected.add(input);
    }

    void cancelled(String id) {
        cancelled.add(id);
        checkCancelled(id);
    }

    void status(String id, Status status) {
        Status actual = actualStatus(id);
        switch (status) {
            case COMPLETED -> {
                completed.add(id);
                if (!wasCompleted(id)) {
                    world.violated("%s was reported as COMPLETED and is %s", id, actual);
                }
            }
            case UNDONE, RESOLVED -> {
                ended.put(id, status);
                if (actual != status) {
                    world.violated("%s was reported as %s and is %s", id, status, actual);
                }
            }
            case RUNNING, PIVOTING, UNDOING -> {
                // Any status can follow.
            }
        }
    }

    /** Checks all replies against the final state. */
    void check() {
        var keys = world.database
                .rows()
                .map(row -> row.inserted().key())
                .filter(Objects::nonNull)
                .toList();
        if (keys.size() > new HashSet<>(keys).size()) {
            world.violated("two sagas have the same idempotency key");
        }
        List.copyOf(accepted).forEach(this::accepted);
        List.copyOf(completed).forEach(id -> status(id, Status.COMPLETED));
        Map.copyOf(ended).forEach(this::status);
        cancelled.forEach(this::checkCancelled);
        world.database
                .rows()
                .filter(row -> rejected.contains(row.saga().input()))
                .forEach(this::checkRejected);
    }

    private void checkCancelled(String id) {
        Status actual = actualStatus(id);
        switch (actual) {
            case UNDOING, UNDONE, RESOLVED -> {}
            case RUNNING, PIVOTING, COMPLETED -> world.violated("%s was reported as cancelled and is %s", id, actual);
        }
    }

    private void checkRejected(Row row) {
        String id = row.saga().id();
        if (row.saga().status() == Status.COMPLETED || world.ledger.outstanding(id) > 0) {
            world.violated("%s was rejected and is %s", id, row.saga().status());
        }
    }

    private Status actualStatus(String id) {
        return world.database.find(id).orElseThrow().saga().status();
    }

    private boolean wasCompleted(String id) {
        return world.database
                .find(id)
                .filter(row -> row.events().stream().anyMatch(Event.Completed.class::isInstance))
                .isPresent();
    }
}
