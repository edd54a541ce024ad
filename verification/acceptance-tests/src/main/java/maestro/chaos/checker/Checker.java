package maestro.chaos.checker;

import java.util.List;
import maestro.chaos.checker.Evidence.Purchase;

/** Holds what is left after a run to the invariants of the design. It knows nothing of how the services work. */
public final class Checker {

    private Checker() {}

    public static List<Violation> check(Evidence evidence) {
        var findings = new Findings();
        for (Purchase purchase : evidence.purchases()) {
            checkIsOver(purchase, findings);
            HistoryCheck.check(purchase, findings);
            HoldingsCheck.check(evidence, purchase, findings);
        }
        HoldingsCheck.checkStrangers(evidence, findings);
        SumsCheck.check(evidence, findings);
        PromisesCheck.check(evidence, findings);
        OutsideCheck.check(evidence, findings);
        EnoughCheck.check(evidence, findings);
        return findings.list();
    }

    /** Invariant 1. RESOLVED would be an end too, but there is no operator who could have done that. */
    private static void checkIsOver(Purchase purchase, Findings findings) {
        if (!purchase.isCompleted() && !purchase.isUndone()) {
            findings.add(purchase.id(), "is still %s", purchase.status());
        }
        if (purchase.needsAttention()) {
            findings.add(purchase.id(), "is %s and needs attention", purchase.status());
        }
    }
}
