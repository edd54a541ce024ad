package maestro.chaos.checker;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import maestro.chaos.checker.Evidence.Book;
import maestro.chaos.checker.Evidence.Deed;
import maestro.chaos.checker.Evidence.Fence;
import maestro.chaos.checker.Evidence.Purchase;
import maestro.stack.Saga.Event;
import org.jspecify.annotations.Nullable;

/** What the six hold of one purchase, by their own tables and their own times: invariants 2 and 4. */
final class HoldingsCheck {

    /** The journal's times are a steady clock's, the services' those of their databases: one machine, two readings. */
    private static final Duration CLOCKS_APART = Duration.ofMillis(100);

    private final Evidence evidence;
    private final Purchase purchase;
    private final Findings findings;
    private @Nullable Instant lastDone;
    private @Nullable Instant lastUndone;

    private HoldingsCheck(Evidence evidence, Purchase purchase, Findings findings) {
        this.evidence = evidence;
        this.purchase = purchase;
        this.findings = findings;
    }

    static void check(Evidence evidence, Purchase purchase, Findings findings) {
        var check = new HoldingsCheck(evidence, purchase, findings);
        Evidence.flowOf(purchase).forEach(check::checkStep);
    }

    /** Whom the services know and the journal doesn't. */
    static void checkStrangers(Evidence evidence, Findings findings) {
        var known = evidence.purchases().stream().map(Purchase::id).collect(Collectors.toSet());
        evidence.books().forEach((step, book) -> {
            var strangers = new HashSet<>(book.fences().keySet());
            strangers.addAll(book.deeds().keySet());
            strangers.removeAll(known);
            strangers.forEach(id -> findings.add(id, "%s knows of it, the journal doesn't", step));
        });
    }

    private void checkStep(String step) {
        Book book = evidence.book(step);
        Fence fence = book.fences().get(purchase.id());
        List<Deed> deeds = book.deedsOf(purchase.id());
        if (deeds.size() > 1) {
            broken("%s had its effect %d times", step, deeds.size());
        }
        checkAgainstStatus(step, fence, deeds);
        checkAgainstFence(step, fence, deeds);
        checkAgainstHistory(step, fence);
        for (Deed deed : deeds) {
            checkTimes(step, deed);
        }
    }

    private void checkAgainstStatus(String step, @Nullable Fence fence, List<Deed> deeds) {
        String state = fence == null ? "nothing" : fence.state();
        boolean stands = deeds.stream().anyMatch(Deed::stands);
        if (purchase.isCompleted() && !(state.equals("DONE") && stands)) {
            broken("is COMPLETED, and %s holds %s%s", step, state, stands ? "" : " without an effect that stands");
        }
        if (purchase.isUndone() && (stands || !(fence == null || state.equals("UNDONE")))) {
            broken("is UNDONE, and %s holds %s%s", step, state, stands ? " with an effect that stands" : "");
        }
    }

    /** What a service says of itself must be what its tables hold: above all, no effect after an undo that found none. */
    private void checkAgainstFence(String step, @Nullable Fence fence, List<Deed> deeds) {
        String says = fence == null ? "nothing" : fence.state() + (fence.effect() == null ? "" : " " + fence.effect());
        boolean stands = deeds.stream().anyMatch(Deed::stands);
        boolean isTrue = switch (says) {
            case "DONE" -> stands;
            case "UNDONE REVERSED" -> !deeds.isEmpty() && !stands;
            default -> deeds.isEmpty();
        };
        if (!isTrue) {
            broken("%s says %s, and has %s", step, says, deeds);
        }
    }

    private void checkAgainstHistory(String step, @Nullable Fence fence) {
        String effect = fence == null ? null : fence.effect();
        for (Event event : purchase.history()) {
            if (event.type().equals("UNDO_DONE")
                    && step.equals(event.step())
                    && !told(event).equals(effect)) {
                broken("its history tells that undo %s found %s, %s has %s", step, told(event), step, effect);
            }
        }
    }

    private static String told(Event event) {
        return event.detail() == null ? "" : event.detail().asString("");
    }

    /** Effects came in the flow's order, were taken back in reverse, and only once that was decided. */
    private void checkTimes(String step, Deed deed) {
        Instant undoneAt = deed.undoneAt();
        if (lastDone != null && deed.doneAt().isBefore(lastDone)) {
            broken("%s had its effect before the step before it", step);
        }
        lastDone = deed.doneAt();
        if (undoneAt == null) {
            return;
        }
        if (undoneAt.isBefore(deed.doneAt())) {
            broken("%s was undone before it was done", step);
        }
        if (lastUndone != null && undoneAt.isAfter(lastUndone)) {
            broken("%s was undone after the step before it", step);
        }
        lastUndone = undoneAt;
        if (undoneAt.isBefore(decided())) {
            broken("%s was undone at %s, before that was decided at %s", step, undoneAt, decided());
        }
    }

    private Instant decided() {
        return purchase.history().stream()
                .filter(event -> event.type().equals("UNDOING"))
                .map(event -> event.at().minus(CLOCKS_APART))
                .findFirst()
                .orElse(Instant.MAX);
    }

    private void broken(String what, @Nullable Object... details) {
        findings.add(purchase.id(), what, details);
    }
}
