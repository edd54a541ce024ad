package maestro.chaos.checker;

import maestro.chaos.checker.Evidence.Purchase;

/** Whether the run was hard enough to mean anything. */
final class EnoughCheck {

    private static final int COMPLETED_A_MINUTE = 10;
    private static final int UNDONE_A_MINUTE = 10;
    private static final int RECOVERED_A_MINUTE = 2;

    private EnoughCheck() {}

    static void check(Evidence evidence, Findings findings) {
        check(evidence, "completed", COMPLETED_A_MINUTE, count(evidence, "COMPLETED"), findings);
        check(evidence, "undone", UNDONE_A_MINUTE, count(evidence, "UNDONE"), findings);
        check(evidence, "recovered", RECOVERED_A_MINUTE, count(evidence, "ADOPTED"), findings);
        evidence.course().struck().forEach((what, times) -> {
            if (times == 0) {
                findings.add("", "too little happened: never struck: %s", what);
            }
        });
    }

    private static void check(Evidence evidence, String what, int aMinute, long count, Findings findings) {
        long least = Math.round(aMinute * evidence.course().minutes());
        if (count < least) {
            findings.add("", "too little happened: %d purchases were %s, %d at least should be", count, what, least);
        }
    }

    private static long count(Evidence evidence, String event) {
        return evidence.purchases().stream()
                .filter((Purchase purchase) -> purchase.has(event))
                .count();
    }
}
