package maestro.orchestrator.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import maestro.orchestrator.participants.Books.Entry;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.EventType;
import maestro.orchestrator.saga.Saga;
import maestro.orchestrator.saga.StepState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The invariants of one purchase at its end, against what its participants hold. */
final class PurchaseCheck {

    private PurchaseCheck() {}

    /** @param entries by service; a service that never heard of the purchase is missing */
    static List<Violation> violations(Saga saga, List<Event> history, Map<String, Entry> entries) {
        var found = new ArrayList<Violation>();
        for (StepState state : saga.steps()) {
            String service = state.step().service();
            String wrong = whatIsWrong(saga, entries.get(service));
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

    private static @Nullable String whatIsWrong(Saga saga, @Nullable Entry entry) {
        return switch (saga.status()) {
            case COMPLETED -> isDone(entry) ? null : "the purchase is completed, but this service holds " + told(entry);
            case UNDONE -> isUndone(entry) ? null : "the purchase is undone, but this service holds " + told(entry);
            case RUNNING, PIVOTING, UNDOING, RESOLVED ->
                entry == null || (entry.effects() <= 1 && entry.reversals() <= entry.effects())
                        ? null
                        : "two effects for one purchase: " + told(entry);
        };
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

    /** What was ordered, captured and invoiced is one amount. */
    private static List<Violation> amounts(Saga saga, Map<String, Entry> entries) {
        var amounts = Stream.of(
                        amount(entries, "checkout", "/total/amount"),
                        amount(entries, "payment", "/amount"),
                        amount(entries, "invoice", "/amount"))
                .distinct()
                .toList();
        return amounts.size() == 1
                ? List.of()
                : List.of(new Violation(saga.id(), null, "ordered, captured and invoiced differ: " + amounts));
    }

    private static long amount(Map<String, Entry> entries, String service, String pointer) {
        Entry entry = entries.get(service);
        JsonNode receipt = entry == null ? null : entry.receipt();
        return receipt == null ? 0 : receipt.at(pointer).asLong(0);
    }

    /** What had an effect was undone in strict reverse of the flow; a tombstone may come any time. */
    private static List<Violation> undoOrder(Saga saga, List<Event> history) {
        int last = Integer.MAX_VALUE;
        for (Event event : history) {
            String step = event.step();
            if (event.type() == EventType.UNDO_DONE && step != null && "REVERSED".equals(event.detail())) {
                int index = saga.flow().indexOf(step);
                if (index >= last) {
                    return List.of(new Violation(saga.id(), step, "was undone out of order"));
                }
                last = index;
            }
        }
        return List.of();
    }
}
