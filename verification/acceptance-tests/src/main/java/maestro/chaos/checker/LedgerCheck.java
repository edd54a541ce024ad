package maestro.chaos.checker;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import maestro.chaos.checker.RunRecord.Effect;
import maestro.chaos.checker.RunRecord.Fence;
import maestro.chaos.checker.RunRecord.Ledger;
import maestro.chaos.checker.RunRecord.Purchase;
import maestro.stack.PurchaseView.Event;
import maestro.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Checks the tables of the participants for one purchase: invariants 2 and 4. */
final class LedgerCheck {

    /** The journal uses a steady clock and the participants use their databases' clocks, on the same machine. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMillis(100);

    private final RunRecord run;
    private final Purchase purchase;
    private final Findings findings;
    private @Nullable Instant lastDone;
    private @Nullable Instant lastUndone;

    private LedgerCheck(RunRecord run, Purchase purchase, Findings findings) {
        this.run = run;
        this.purchase = purchase;
        this.findings = findings;
    }

    static void check(RunRecord run, Purchase purchase, Findings findings) {
        var check = new LedgerCheck(run, purchase, findings);
        Stack.PARTICIPANTS.forEach(check::checkStep);
    }

    /** Finds purchases that a participant has and the journal has not. */
    static void checkUnknownPurchases(RunRecord run, Findings findings) {
        var known = run.purchases().stream().map(Purchase::id).collect(Collectors.toSet());
        run.ledgers().forEach((step, ledger) -> {
            var unknown = new HashSet<>(ledger.fences().keySet());
            unknown.addAll(ledger.effects().keySet());
            unknown.removeAll(known);
            unknown.forEach(id -> findings.add(id, "is known to %s, but not to the journal", step));
        });
    }

    private void checkStep(String step) {
        Ledger ledger = run.ledger(step);
        Fence fence = ledger.fences().get(purchase.id());
        List<Effect> effects = ledger.effectsOf(purchase.id());
        if (effects.size() > 1) {
            violated("%s had its effect %d times", step, effects.size());
        }
        checkAgainstStatus(step, fence, effects);
        checkAgainstFence(step, fence, effects);
        checkAgainstHistory(step, fence);
        for (Effect effect : effects) {
            checkTimes(step, effect);
        }
    }

    private void checkAgainstStatus(String step, @Nullable Fence fence, List<Effect> effects) {
        String state = fence == null ? "nothing" : fence.state();
        boolean stands = effects.stream().anyMatch(Effect::isStanding);
        if (purchase.isCompleted() && !(state.equals("DONE") && stands)) {
            violated("is COMPLETED, but %s holds %s%s", step, state, stands ? "" : " without a standing effect");
        }
        if (purchase.isUndone() && (stands || !(fence == null || state.equals("UNDONE")))) {
            violated("is UNDONE, but %s holds %s%s", step, state, stands ? " with a standing effect" : "");
        }
    }

    /** The fence row must match the effects. In particular, no effect may follow an undo that found none. */
    private void checkAgainstFence(String step, @Nullable Fence fence, List<Effect> effects) {
        String state = fence == null ? "nothing" : fence.state() + (fence.effect() == null ? "" : " " + fence.effect());
        boolean stands = effects.stream().anyMatch(Effect::isStanding);
        boolean matches = switch (state) {
            case "DONE" -> stands;
            case "UNDONE REVERSED" -> !effects.isEmpty() && !stands;
            default -> effects.isEmpty();
        };
        if (!matches) {
            violated("%s has the fence %s and the effects %s", step, state, effects);
        }
    }

    private void checkAgainstHistory(String step, @Nullable Fence fence) {
        String effect = fence == null ? null : fence.effect();
        for (Event event : purchase.history()) {
            if (event.type().equals("UNDO_DONE")
                    && step.equals(event.step())
                    && !effectOf(event).equals(effect)) {
                violated("its history has %s for the undo of %s, but the fence has %s", effectOf(event), step, effect);
            }
        }
    }

    private static String effectOf(Event event) {
        return event.detail() == null ? "" : event.detail().asString("");
    }

    /** Effects follow the flow's order, reversals its reverse, and no reversal precedes the decision to unwind. */
    private void checkTimes(String step, Effect effect) {
        Instant undoneAt = effect.undoneAt();
        if (lastDone != null && effect.doneAt().isBefore(lastDone)) {
            violated("%s had its effect before the previous step", step);
        }
        lastDone = effect.doneAt();
        if (undoneAt == null) {
            return;
        }
        if (undoneAt.isBefore(effect.doneAt())) {
            violated("%s was undone before it was done", step);
        }
        if (lastUndone != null && undoneAt.isAfter(lastUndone)) {
            violated("%s was undone after the previous step", step);
        }
        lastUndone = undoneAt;
        if (undoneAt.isBefore(decidedAt())) {
            violated("%s was undone at %s, before the decision to unwind at %s", step, undoneAt, decidedAt());
        }
    }

    private Instant decidedAt() {
        return purchase.history().stream()
                .filter(event -> event.type().equals("UNDOING"))
                .map(event -> event.at().minus(CLOCK_TOLERANCE))
                .findFirst()
                .orElse(Instant.MAX);
    }

    private void violated(String message, @Nullable Object... arguments) {
        findings.add(purchase.id(), message, arguments);
    }
}
