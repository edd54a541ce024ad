package maestro.chaos.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import maestro.chaos.checker.Evidence.Purchase;
import maestro.stack.Saga.Event;

/**
 * Whether a history can have been, and is that of its row: gapless, the steps done in the flow's order, their undos decided
 * first and in reverse. The second half of invariant 4.
 */
final class HistoryCheck {

    private static final List<String> AT_MOST_ONCE = List.of("ACCEPTED", "UNDOING", "COMPLETED", "UNDONE");

    private final Purchase purchase;
    private final List<Event> history;
    private final List<String> flow;
    private final Findings findings;

    private HistoryCheck(Purchase purchase, Findings findings) {
        this.purchase = purchase;
        this.history = purchase.history();
        this.flow = Evidence.flowOf(purchase);
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
        checkNothingIsMissing();
        checkEnd();
        checkTurn();
        checkDone();
        checkUndone();
        checkAttempts();
    }

    private void checkNothingIsMissing() {
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).seq() != i + 1) {
                broken("has event %d where %d should be"
                        .formatted(history.get(i).seq(), i + 1));
                return;
            }
        }
        if (purchase.seq() != history.size()) {
            broken("has %d events, and its row has seen %d".formatted(history.size(), purchase.seq()));
        }
    }

    private void checkEnd() {
        if (!history.getFirst().type().equals("ACCEPTED")) {
            broken("begins with " + history.getFirst().label());
        }
        String last = history.getLast().type();
        if ((purchase.isCompleted() || purchase.isUndone()) && !last.equals(purchase.status())) {
            broken("ends with %s, and its row is %s".formatted(history.getLast().label(), purchase.status()));
        }
        for (String type : AT_MOST_ONCE) {
            if (IntStream.range(0, history.size()).filter(i -> is(i, type)).count() > 1) {
                broken("has %s twice".formatted(type));
            }
        }
        for (int i = 1; i < history.size(); i++) {
            if (is(i - 1, "UNDONE") || (is(i - 1, "COMPLETED") && !is(i, "CANCEL_ASKED"))) {
                broken("has %s after its end".formatted(history.get(i).label()));
            }
        }
    }

    /** Before the decision to unwind nothing is undone, after it nothing is done. */
    private void checkTurn() {
        int turn = indexOf("UNDOING");
        if (turn == history.size() && purchase.isUndone()) {
            broken("never decided to unwind, and it is UNDONE");
        }
        for (int i = 0; i < history.size(); i++) {
            String type = history.get(i).type();
            if (type.startsWith("UNDO_") && i < turn) {
                broken("has %s before that was decided".formatted(history.get(i).label()));
            } else if (type.startsWith("DO_") && i > turn) {
                broken("has %s although it unwinds".formatted(history.get(i).label()));
            }
        }
    }

    private void checkDone() {
        List<String> done = steps("DO_DONE");
        List<String> expected = purchase.has("COMPLETED") ? flow : flow.subList(0, Math.min(done.size(), flow.size()));
        if (!done.equals(expected)) {
            broken("did %s instead of %s".formatted(done, expected));
        }
    }

    /** Always the last one left: of the steps that were called, and of all from the moment on when the purchase is adopted. */
    private void checkUndone() {
        List<String> left = new ArrayList<>(flow.subList(0, called()));
        List<String> undone = new ArrayList<>();
        for (Event event : history) {
            if (event.type().equals("ADOPTED")) {
                left = new ArrayList<>(flow);
                left.removeAll(undone);
            } else if (event.type().equals("UNDO_DONE")) {
                String last = left.isEmpty() ? "nothing" : left.removeLast();
                if (!last.equals(event.step())) {
                    broken("undid %s where %s was the last one left".formatted(event.step(), last));
                    return;
                }
                undone.add(last);
            }
        }
        if (purchase.isUndone() && !left.isEmpty()) {
            broken("ends without having undone " + left);
        }
    }

    private int called() {
        return history.stream()
                .filter(event -> event.type().startsWith("DO_"))
                .mapToInt(event -> flow.indexOf(event.step()) + 1)
                .max()
                .orElse(0);
    }

    private void checkAttempts() {
        Map<String, Integer> last = new HashMap<>();
        for (Event event : history) {
            if (event.step() != null) {
                String call = (event.type().startsWith("UNDO_") ? "undo " : "do ") + event.step();
                int attempt = Objects.requireNonNullElse(event.attempt(), 0);
                int expected = last.merge(call, 1, Integer::sum);
                if (attempt != expected) {
                    broken("has attempt %d of %s where %d should be".formatted(attempt, call, expected));
                }
            }
        }
    }

    private List<String> steps(String type) {
        return history.stream()
                .filter(event -> event.type().equals(type))
                .map(event -> Objects.requireNonNullElse(event.step(), "nothing"))
                .toList();
    }

    /** Where the first of this type is; the history's length if there is none. */
    private int indexOf(String type) {
        return IntStream.range(0, history.size())
                .filter(i -> is(i, type))
                .findFirst()
                .orElse(history.size());
    }

    private boolean is(int index, String type) {
        return history.get(index).type().equals(type);
    }

    private void broken(String what) {
        findings.add(purchase.id(), "its history %s", what);
    }
}
