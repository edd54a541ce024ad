package maestro.chaos.checker;

/** Checks that the run was long and hard enough for a meaningful result. */
final class CoverageCheck {

    private static final int MIN_COMPLETED_PER_MINUTE = 10;
    private static final int MIN_UNDONE_PER_MINUTE = 10;
    private static final int MIN_ADOPTED_PER_MINUTE = 2;

    private CoverageCheck() {}

    static void check(RunRecord run, Findings findings) {
        checkCount(run, "COMPLETED", MIN_COMPLETED_PER_MINUTE, findings);
        checkCount(run, "UNDONE", MIN_UNDONE_PER_MINUTE, findings);
        checkCount(run, "ADOPTED", MIN_ADOPTED_PER_MINUTE, findings);
        run.coverage().faults().forEach((fault, times) -> {
            if (times == 0) {
                findings.add(Violation.lowCoverage("the fault '%s' never occurred".formatted(fault)));
            }
        });
    }

    private static void checkCount(RunRecord run, String event, int minPerMinute, Findings findings) {
        long count =
                run.purchases().stream().filter(purchase -> purchase.has(event)).count();
        long min = Math.round(minPerMinute * run.coverage().minutes());
        if (count < min) {
            findings.add(Violation.lowCoverage("%d purchases were %s, the minimum is %d".formatted(count, event, min)));
        }
    }
}
