package maestro.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import maestro.saga.journal.CommitResult;
import maestro.saga.journal.CommitResult.BadData;
import maestro.saga.journal.CommitResult.Committed;
import maestro.saga.journal.Transition;
import maestro.saga.journal.Write;
import maestro.saga.journal.WriteResult;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Event;
import maestro.saga.state.Event.CallEvent;
import maestro.saga.state.Event.DoDone;
import maestro.saga.state.Event.UndoDone;
import maestro.saga.state.Event.UndoUnknown;
import maestro.saga.state.Outcome;
import maestro.saga.state.Saga;
import maestro.saga.state.StepState;
import maestro.simulation.SimulatedDatabase.Row;
import tools.jackson.databind.JsonNode;

/** Checks the histories in the journal, and that each call follows from the history of its run. */
final class HistoryCheck {

    private final World world;
    private final Map<String, Map<String, JsonNode>> receipts = new TreeMap<>();
    private final Map<String, List<String>> outcomes = new TreeMap<>();
    private final Set<Run> failedRuns = new HashSet<>();
    private final Map<Run, List<Call>> lateCalls = new HashMap<>();

    HistoryCheck(World world) {
        this.world = world;
    }

    /** One process's run of a saga. */
    private record Run(String owner, String id, int epoch) {}

    /** Notes the runs of which a record was not written. */
    void recordWrites(String owner, List<Write> batch, CommitResult result) {
        switch (result) {
            case Committed committed -> {
                for (int i = 0; i < batch.size(); i++) {
                    if (committed.results().get(i) != WriteResult.DURABLE) {
                        recordFailure(owner, batch.get(i));
                    }
                }
            }
            case BadData _ when batch.size() == 1 -> recordFailure(owner, batch.getFirst());
            default -> {}
        }
    }

    private void recordFailure(String owner, Write write) {
        if (write instanceof Transition t && t.from().epoch() == t.to().epoch()) {
            failedRuns.add(new Run(owner, t.id(), t.to().epoch()));
        }
    }

    /** A repeated do is the same do. After a failed write, a run makes no call that follows from a later outcome. */
    void recordCall(String owner, Call call, Saga saga) {
        String name = call.step().name();
        var late = lateCalls.getOrDefault(new Run(owner, saga.id(), saga.epoch()), List.of());
        if (late.stream().anyMatch(earlier -> hasEnded(earlier, saga))) {
            world.violated("%s is called for %s after a record of this run was not written", name, saga.id());
        }
        var row = world.database.find(saga.id());
        if (row.isPresent() && !row.get().head().input().equals(saga.input())) {
            world.violated("%s is called for %s with another input", name, saga.id());
        }
        if (call instanceof Do) {
            var passed = saga.receiptsFor(call.step());
            var before = receipts.putIfAbsent(saga.id() + " " + name, passed);
            if (before != null && !before.equals(passed)) {
                world.violated("do %s of %s is repeated with other receipts", name, saga.id());
            }
            if (row.isPresent() && !passed.keySet().equals(world.ledger.stepsBefore(saga.id(), call.step()))) {
                world.violated("do %s of %s lacks receipts", name, saga.id());
            }
        }
    }

    private static boolean hasEnded(Call call, Saga saga) {
        StepState step = saga.state(call.step().name());
        return (call instanceof Do ? step.attempts() : step.undoAttempts()) >= call.attempt();
    }

    void recordOutcome(String owner, Call call, Saga saga, Outcome outcome) {
        boolean done = outcome instanceof Outcome.Done || outcome instanceof Outcome.Undone;
        outcomes.computeIfAbsent(saga.id(), _ -> new ArrayList<>())
                .add(text(SimulatedNetwork.verb(call), call.step().name(), call.attempt(), done));
        var run = new Run(owner, saga.id(), saga.epoch());
        if (failedRuns.contains(run)) {
            lateCalls.computeIfAbsent(run, _ -> new ArrayList<>()).add(call);
        }
    }

    void check(Row row) {
        checkOrder(row);
        checkFold(row);
        checkCompleteness(row);
    }

    private void checkOrder(Row row) {
        int seq = 0;
        for (Event event : row.events()) {
            if (event.seq() != ++seq) {
                violated(row, "has event %d in place of %d".formatted(event.seq(), seq));
                return;
            }
        }
    }

    private void checkFold(Row row) {
        Saga saga = row.saga();
        Saga start = Saga.accepted(saga.id(), world.flowOf(saga.id()), saga.input(), saga.acceptedAt());
        Saga fold = start.with(row.events());
        if (fold.seq() != saga.seq()
                || fold.status() != saga.status()
                || fold.needsAttention() != saga.needsAttention()
                || !Objects.equals(fold.reason(), saga.reason())
                || !Objects.equals(fold.endedAt(), saga.endedAt())) {
            violated(row, "does not lead to the state of its row");
        }
    }

    /** A history without an adoption contains every call. */
    private void checkCompleteness(Row row) {
        if (row.events().stream().anyMatch(Event.Adopted.class::isInstance)) {
            return;
        }
        var recorded = row.events().stream()
                .filter(CallEvent.class::isInstance)
                .map(event -> text((CallEvent) event))
                .toList();
        if (!recorded.equals(outcomes.getOrDefault(row.saga().id(), List.of()))) {
            violated(row, "lacks calls and has no adoption");
        }
        checkUndoOrder(row);
    }

    /** Without an adoption, steps that are known to be done are undone in reverse of completion. */
    private void checkUndoOrder(Row row) {
        var done = row.events().stream()
                .filter(DoDone.class::isInstance)
                .map(event -> ((DoDone) event).attempt().step())
                .toList();
        var reversed = world.ledger.reversals(row.saga().id()).stream()
                .filter(done::contains)
                .toList();
        if (!done.reversed().subList(0, reversed.size()).equals(reversed)) {
            violated(row, "has the completions %s, and the reversals are %s".formatted(done, reversed));
        }
    }

    private static String text(CallEvent event) {
        boolean undo = event instanceof UndoDone || event instanceof UndoUnknown;
        boolean done = event instanceof DoDone || event instanceof UndoDone;
        return text(
                undo ? "undo" : "do", event.attempt().step(), event.attempt().number(), done);
    }

    private static String text(String verb, String step, int attempt, boolean done) {
        return "%s %s %d %s".formatted(verb, step, attempt, done ? "done" : "not done");
    }

    private void violated(Row row, String what) {
        world.violated("the history of %s %s", row.saga().id(), what);
    }
}
