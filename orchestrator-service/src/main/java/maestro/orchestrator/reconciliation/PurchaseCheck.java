package maestro.orchestrator.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import maestro.orchestrator.participants.LedgerEntry;
import maestro.saga.state.Event;
import maestro.saga.state.Event.UndoDone;
import maestro.saga.state.Saga;
import maestro.saga.state.StepState;
import maestro.saga.state.StepState.Progress;
import maestro.saga.state.UndoEffect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks the invariants of one purchase against the participants' ledgers. */
final class PurchaseCheck {

    private PurchaseCheck() {}

    /** @param entries by service; a service without a record of the purchase is missing */
    static List<Violation> violations(Saga saga, List<Event> history, Map<String, LedgerEntry> entries) {
        var found = new ArrayList<Violation>();
        for (StepState state : saga.steps()) {
            String service = state.step().service();
            String violation = violation(saga, state, entries.get(service));
            if (violation != null) {
                found.add(new Violation(saga.id(), service, violation));
            }
        }
        switch (saga.status()) {
            case COMPLETED -> found.addAll(amounts(saga, entries));
            case UNDONE -> found.addAll(undoOrder(saga, history));
            case RUNNING, PIVOTING, UNDOING, RESOLVED -> {}
        }
        return found;
    }

    private static @Nullable String violation(Saga saga, StepState state, @Nullable LedgerEntry entry) {
        return switch (saga.status()) {
            case COMPLETED ->
                agrees(state, entry) ? null : "the purchase is completed, but this service holds " + describe(entry);
            case UNDONE -> isUndone(entry) ? null : "the purchase is undone, but this service holds " + describe(entry);
            case RUNNING, PIVOTING, UNDOING, RESOLVED ->
                entry == null || (entry.effects() <= 1 && entry.reversals() <= entry.effects())
                        ? null
                        : "two effects for one purchase: " + describe(entry);
        };
    }

    /** A step that is not on the flow's path has no effect. */
    private static boolean agrees(StepState state, @Nullable LedgerEntry entry) {
        return state.progress() == Progress.DONE ? isDone(entry) : isUndone(entry);
    }

    private static boolean isDone(@Nullable LedgerEntry entry) {
        return entry != null && entry.state().equals("DONE") && entry.effects() == 1 && entry.reversals() == 0;
    }

    private static boolean isUndone(@Nullable LedgerEntry entry) {
        return entry == null
                || (entry.state().equals("UNDONE") && entry.effects() <= 1 && entry.effects() == entry.reversals());
    }

    private static String describe(@Nullable LedgerEntry entry) {
        return entry == null
                ? "nothing"
                : "%s with %d effects and %d reversals".formatted(entry.state(), entry.effects(), entry.reversals());
    }

    /** All receipts that contain an amount of money contain the same one. */
    private static List<Violation> amounts(Saga saga, Map<String, LedgerEntry> entries) {
        var amounts = entries.values().stream()
                .filter(LedgerEntry::holds)
                .map(LedgerEntry::receipt)
                .filter(Objects::nonNull)
                .flatMap(PurchaseCheck::amounts)
                .distinct()
                .toList();
        return amounts.size() <= 1
                ? List.of()
                : List.of(new Violation(saga.id(), null, "the amounts in the receipts differ: " + amounts));
    }

    /** The {@code amount} with its {@code currency}, at the receipt's top level and in its {@code total}. */
    private static Stream<String> amounts(JsonNode receipt) {
        return Stream.of(receipt, receipt.path("total"))
                .filter(money -> money.path("amount").isIntegralNumber()
                        && money.path("currency").isString())
                .map(money -> money.path("amount").asString() + " "
                        + money.path("currency").asString());
    }

    /** Effects are undone in reverse of the order of their completion. A tombstone may come at any time. */
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
