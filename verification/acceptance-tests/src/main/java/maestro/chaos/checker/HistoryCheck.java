package maestro.chaos.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import maestro.chaos.checker.RunRecord.Purchase;
import maestro.stack.PurchaseView.Event;
import maestro.stack.Stack;

/**
 * Checks that a history is possible and matches its row: no gaps, steps done in the flow's order, undos in reverse
 * order and after the decision to unwind. The second half of invariant 4.
 */
final class HistoryCheck {

    private static final List<String> AT_MOST_ONCE = List.of("ACCEPTED", "UNDOING", "COMPLETED", "UNDONE");

    private final Purchase purchase;
    private final List<Event> history;
    private final List<String> flow = Stack.PARTICIPANTS;
    private final Findings findings;

    private HistoryCheck(Purchase purchase, Findings findings) {
        this.purchase = purchase;
        this.history = purchase.history();
        this.findings = findings;
    }

    static void check(Purchase purchase, Findings findings) {
        if (purchase.history().isEmpty()) {
            findings.add(purchase.id(), "has no history");
        } else {
            new HistoryCheck(purchase, findings).check();
        }
    }

    private void check() {
        checkSequence();
        checkStartAndEnd();
        checkDirection();
        checkDone();
        checkUndone();
        checkAttempts();
    }

    private void checkSequence() {
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).seq() != i + 1) {
                violated("has event %d at position %d".formatted(history.get(i).seq(), i + 1));
                return;
            }
        }
        if (purchase.seq() != history.size()) {
            violated("has %d events, but its row has seq %d".formatted(history.size(), purchase.seq()));
        }
    }

    private void checkStartAndEnd() {
        if (!history.getFirst().type().equals("ACCEPTED")) {
            violated("begins with " + history.getFirst().label());
        }
        String last = history.getLast().type();
        if ((purchase.isCompleted() || purchase.isUndone()) && !last.equals(purchase.status())) {
            violated("ends with %s, but its row is %s"
                    .formatted(history.getLast().label(), purchase.status()));
        }
        for (String type : AT_MOST_ONCE) {
            if (IntStream.range(0, history.size()).filter(i -> is(i, type)).count() > 1) {
                violated("has %s twice".formatted(type));
            }
        }
        for (int i = 1; i < history.size(); i++) {
            if (is(i - 1, "UNDONE") || (is(i - 1, "COMPLETED") && !is(i, "CANCEL_ASKED"))) {
                violated("has %s after its end".formatted(history.get(i).label()));
            }
        }
    }

    /** Nothing is undone before the decision to unwind, and nothing is done after it. */
    private void checkDirection() {
        int decision = indexOf("UNDOING");
        if (decision == history.size() && purchase.isUndone()) {
            violated("has no decision to unwind, but the purchase is UNDONE");
        }
        for (int i = 0; i < history.size(); i++) {
            String type = history.get(i).type();
            if (type.startsWith("UNDO_") && i < decision) {
                violated("has %s before the decision to unwind"
                        .formatted(history.get(i).label()));
            } else if (type.startsWith("DO_") && i > decision) {
                violated("has %s after the decision to unwind"
                        .formatted(history.get(i).label()));
            }
        }
    }

    private void checkDone() {
        List<String> done = steps("DO_DONE");
        List<String> expected = purchase.has("COMPLETED") ? flow : flow.subList(0, Math.min(done.size(), flow.size()));
        if (!done.equals(expected)) {
            violated("did %s instead of %s".formatted(done, expected));
        }
    }

    /**
     * The next undo is always that of the last remaining step. Until an adoption, the called steps remain; from then
     * on, all steps that are not undone.
     */
    private void checkUndone() {
        List<String> remaining = new ArrayList<>(flow.subList(0, countCalledSteps()));
        List<String> undone = new ArrayList<>();
        for (Event event : history) {
            if (event.type().equals("ADOPTED")) {
                remaining = new ArrayList<>(flow);
                remaining.removeAll(undone);
            } else if (event.type().equals("UNDO_DONE")) {
                String last = remaining.isEmpty() ? "none" : remaining.removeLast();
                if (!last.equals(event.step())) {
                    violated("undid %s, but the last remaining step was %s".formatted(event.step(), last));
                    return;
                }
                undone.add(last);
            }
        }
        if (purchase.isUndone() && !remaining.isEmpty()) {
            violated("ends without the undo of " + remaining);
        }
    }

    private int countCalledSteps() {
        return history.stream()
                .filter(event -> event.type().startsWith("DO_"))
                .mapToInt(event -> flow.indexOf(event.step()) + 1)
                .max()
                .orElse(0);
    }

    private void checkAttempts() {
        Map<String, Integer> attempts = new HashMap<>();
        for (Event event : history) {
            if (event.step() != null) {
                String call = (event.type().startsWith("UNDO_") ? "undo " : "do ") + event.step();
                int attempt = Objects.requireNonNullElse(event.attempt(), 0);
                int expected = attempts.merge(call, 1, Integer::sum);
                if (attempt != expected) {
                    violated("has attempt %d of %s instead of attempt %d".formatted(attempt, call, expected));
                }
            }
        }
    }

    private List<String> steps(String type) {
        return history.stream()
                .filter(event -> event.type().equals(type))
                .map(event -> Objects.requireNonNullElse(event.step(), "none"))
                .toList();
    }

    /** The index of the first event of this type, or the history's length if there is none. */
    private int indexOf(String type) {
        return IntStream.range(0, history.size())
                .filter(i -> is(i, type))
                .findFirst()
                .orElse(history.size());
    }

    private boolean is(int index, String type) {
        return history.get(index).type().equals(type);
    }

    private void violated(String message) {
        findings.add(purchase.id(), "its history %s", message);
    }
}
