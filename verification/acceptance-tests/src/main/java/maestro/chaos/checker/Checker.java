package maestro.chaos.checker;

import java.util.List;
import maestro.chaos.checker.RunRecord.Purchase;

/** Checks a run against the invariants of docs/guarantees.md. It shares no code with the services. */
public final class Checker {

    private Checker() {}

    public static List<Violation> check(RunRecord run) {
        var findings = new Findings();
        for (Purchase purchase : run.purchases()) {
            checkIsFinal(purchase, findings);
            HistoryCheck.check(purchase, findings);
            LedgerCheck.check(run, purchase, findings);
        }
        LedgerCheck.checkUnknownPurchases(run, findings);
        ResourceCheck.check(run, findings);
        ReplyCheck.check(run, findings);
        HttpViewCheck.check(run, findings);
        CoverageCheck.check(run, findings);
        return findings.list();
    }

    /** Invariant 1. RESOLVED is a violation too, since no operator takes part in a run. */
    private static void checkIsFinal(Purchase purchase, Findings findings) {
        if (!purchase.isCompleted() && !purchase.isUndone()) {
            findings.add(purchase.id(), "is still %s", purchase.status());
        }
        if (purchase.needsAttention()) {
            findings.add(purchase.id(), "is %s and needs attention", purchase.status());
        }
    }
}
