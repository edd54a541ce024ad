package maestro.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import maestro.saga.journal.SagaRow;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Event;
import maestro.saga.state.Event.CallEvent;
import maestro.saga.state.Event.DoDone;
import maestro.saga.state.Event.DoRefused;
import maestro.saga.state.Event.DoUnknown;
import maestro.saga.state.Event.UndoDone;
import maestro.saga.state.Event.UndoUnknown;
import maestro.saga.state.Outcome;
import maestro.saga.state.Saga;
import tools.jackson.databind.JsonNode;

/** Whether the journal's history tells what happened: in order, without gaps, and all of it where no crash cut it. */
final class Histories {

    private final World world;
    private final TreeMap<String, Map<String, JsonNode>> receipts = new TreeMap<>();
    private final TreeMap<String, List<String>> answered = new TreeMap<>();

    Histories(World world) {
        this.world = world;
    }

    /** What a participant is asked must be what the client asked, with all receipts of the steps before, and the same each time. */
    void called(Call call, Saga saga) {
        var row = world.database.find(saga.id());
        if (row.isPresent() && !row.get().head().input().equals(saga.input())) {
            world.verdict.broken(
                    "%s is called for %s with another document", call.step().name(), saga.id());
        }
        if (call instanceof Do) {
            String name = call.step().name();
            var handed = saga.receiptsFor(call.step());
            var before = receipts.putIfAbsent(saga.id() + " " + name, handed);
            if (before != null && !before.equals(handed)) {
                world.verdict.broken("do %s of %s comes again with other receipts", name, saga.id());
            }
            if (row.isPresent() && !handed.keySet().equals(world.books.before(saga.id(), call.step()))) {
                world.verdict.broken("do %s of %s lacks receipts", name, saga.id());
            }
        }
    }

    void answered(Call call, Saga saga, Outcome outcome) {
        String done = outcome instanceof Outcome.Done || outcome instanceof Outcome.Undone ? "done" : "not done";
        answered.computeIfAbsent(saga.id(), _ -> new ArrayList<>())
                .add("%s %s %d %s".formatted(Network.verb(call), call.step().name(), call.attempt(), done));
    }

    void check(Database.Row row) {
        checkOrder(row);
        checkFold(row);
        checkComplete(row);
    }

    private void checkOrder(Database.Row row) {
        int seq = 0;
        for (Event event : row.events()) {
            if (event.seq() != ++seq) {
                broken(row, "has event %d where %d should be".formatted(event.seq(), seq));
                return;
            }
        }
    }

    private void checkFold(Database.Row row) {
        SagaRow head = row.head();
        Saga fold = Saga.accepted(head.id(), world.flowOf(head.id()), head.input(), head.createdAt())
                .with(row.events());
        if (fold.seq() != head.seq()
                || fold.status() != head.status()
                || fold.needsAttention() != head.needsAttention()
                || !Objects.equals(fold.reason(), head.reason())
                || !Objects.equals(fold.endedAt(), head.finishedAt())) {
            broken(row, "tells of another end than its row");
        }
    }

    private void checkComplete(Database.Row row) {
        if (row.events().stream().anyMatch(Event.Adopted.class::isInstance)) {
            return;
        }
        var told = row.events().stream()
                .filter(CallEvent.class::isInstance)
                .map(event -> told((CallEvent) event))
                .toList();
        if (!told.equals(answered.getOrDefault(row.head().id(), List.of()))) {
            broken(row, "lacks what happened, and says nothing of a recovery");
        }
        checkUndoOrder(row);
    }

    /** What one owner alone did and knows was done is undone in reverse of that. */
    private void checkUndoOrder(Database.Row row) {
        var done = row.events().stream()
                .filter(DoDone.class::isInstance)
                .map(event -> ((DoDone) event).attempt().step())
                .toList();
        var reversed = world.books.reversals(row.head().id()).stream()
                .filter(done::contains)
                .toList();
        if (!done.reversed().subList(0, reversed.size()).equals(reversed)) {
            broken(row, "tells that %s were done, and %s were reversed".formatted(done, reversed));
        }
    }

    private static String told(CallEvent event) {
        String told = switch (event) {
            case DoDone _ -> "do %s %d done";
            case DoRefused _, DoUnknown _ -> "do %s %d not done";
            case UndoDone _ -> "undo %s %d done";
            case UndoUnknown _ -> "undo %s %d not done";
        };
        return told.formatted(event.attempt().step(), event.attempt().number());
    }

    private void broken(Database.Row row, String what) {
        world.verdict.broken("the history of %s %s", row.head().id(), what);
    }
}
