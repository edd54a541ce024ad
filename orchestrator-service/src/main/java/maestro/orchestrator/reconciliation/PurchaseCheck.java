package maestro.orchestrator.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import maestro.orchestrator.participants.LedgerClient.Entry;
import maestro.saga.state.Event;
import maestro.saga.state.Event.UndoDone;
import maestro.saga.state.Saga;
import maestro.saga.state.StepState;
import maestro.saga.state.StepState.Progress;
import maestro.saga.state.UndoEffect;
import org.jspecify.annotations.Nullable;

/** The invariants of one purchase at its end, against what its participants hold. */
final class PurchaseCheck {

    private PurchaseCheck() {}

    /** @param entries by service; a service that never heard of the purchase is missing */
    static List<Violation> violations(Saga saga, List<Event> history, Map<String, Entry> entries) {
        var found = new ArrayList<Violation>();
        for (StepState state : saga.steps()) {
            String service = state.step().service();
            String wrong = whatIsWrong(saga, state, entries.get(service));
            if (wrong != null) {
                found.add(new Violation(saga.id(), service, wrong));
            }
        }
        switch (saga.status()) {
            case COMPLETED -> found.addAll(amounts(saga, entries));
            case UNDONE -> found.addAll(undoOrder(saga, history));
            case RUNNING, PIVOTING, UNDOING, RESOLVED -> {}
        }
        return found;
    }

    private static @Nullable String whatIsWrong(Saga saga, StepState state, @Nullable Entry entry) {
        return switch (saga.status()) {
            case COMPLETED ->
                isRight(state, entry) ? null : "the purchase is completed, but this service holds " + told(entry);
            case UNDONE -> isUndone(entry) ? null : "the purchase is undone, but this service holds " + told(entry);
            case RUNNING, PIVOTING, UNDOING, RESOLVED ->
                entry == null || (entry.effects() <= 1 && entry.reversals() <= entry.effects())
                        ? null
                        : "two effects for one purchase: " + told(entry);
        };
    }

    /** What the flow passed by holds nothing. */
    private static boolean isRight(StepState state, @Nullable Entry entry) {
        return state.progress() == Progress.DONE ? isDone(entry) : isUndone(entry);
    }

    private static boolean isDone(@Nullable Entry entry) {
        return entry != null && entry.state().equals("DONE") && entry.effects() == 1 && entry.reversals() == 0;
    }

    private static boolean isUndone(@Nullable Entry entry) {
        return entry == null
                || (entry.state().equals("UNDONE") && entry.effects() <= 1 && entry.effects() == entry.reversals());
    }

    private static String told(@Nullable Entry entry) {
        return entry == null
                ? "nothing"
                : "%s with %d effects and %d reversals".formatted(entry.state(), entry.effects(), entry.reversals());
    }

    /** What was ordered, captured and invoiced is one amount, as far as the flow came by these. */
    private static List<Violation> amounts(Saga saga, Map<String, Entry> entries) {
        var amounts = Stream.of(
                        amount(entries, "checkout", "/total/amount"),
                        amount(entries, "payment", "/amount"),
                        amount(entries, "invoice", "/amount"))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return amounts.size() <= 1
                ? List.of()
                : List.of(new Violation(saga.id(), null, "ordered, captured and invoiced differ: " + amounts));
    }

    private static Optional<Long> amount(Map<String, Entry> entries, String service, String pointer) {
        return Optional.ofNullable(entries.get(service))
                .map(Entry::receipt)
                .map(receipt -> receipt.at(pointer).asLong(0));
    }

    /** What had an effect was undone in reverse of its completion; a tombstone may come any time. */
    private static List<Violation> undoOrder(Saga saga, List<Event> history) {
        StepState last = null;
        for (Event event : history) {
            if (event instanceof UndoDone undo && undo.effect() == UndoEffect.REVERSED) {
                StepState undone = saga.state(undo.attempt().step());
                if (last != null && saga.byCompletion().compare(undone, last) >= 0) {
                    return List.of(new Violation(saga.id(), undo.attempt().step(), "was undone out of order"));
                }
                last = undone;
            }
        }
        return List.of();
    }
}
