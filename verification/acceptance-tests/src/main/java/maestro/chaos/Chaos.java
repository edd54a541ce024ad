package maestro.chaos;

import java.util.List;
import java.util.concurrent.ExecutionException;
import maestro.chaos.checker.Checker;
import maestro.chaos.checker.RunRecord;
import maestro.chaos.checker.Violation;
import maestro.stack.Stack;

/**
 * Runs customers and faults of every kind against a stack, and then checks the invariants of docs/guarantees.md.
 *
 * <p>The seed determines the schedule of the faults and the plans of the customers. It does not determine the run,
 * because processes, threads and the network are not under its control.
 */
public final class Chaos {

    private static final int MAX_VIOLATIONS = 40;
    private static final int MAX_DESCRIPTIONS = 4;

    /** Too little happened to tell. */
    private static final int EXIT_INCONCLUSIVE = 3;

    private Chaos() {}

    public static void main(String[] arguments) {
        ChaosOptions options;
        try {
            options = ChaosOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options));
    }

    private static int run(ChaosOptions options) {
        System.out.printf("%s%nData and logs: %s%n", options, options.data().toAbsolutePath());
        try {
            return report(record(options), options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (ExecutionException | RuntimeException e) {
            System.out.printf("FAILED: the run was aborted: %s%n", e);
            e.printStackTrace(System.out);
            return 1;
        }
    }

    private static RunRecord record(ChaosOptions options) throws InterruptedException, ExecutionException {
        Stack stack = Stack.start(
                options.onPostgres() ? Stack.Plan.onPostgres(options.data()) : Stack.Plan.onH2(options.data()));
        try {
            return new ChaosRun(options, stack, new ProgressLog()).run();
        } finally {
            stack.close();
        }
    }

    private static int report(RunRecord run, ChaosOptions options) {
        List<Violation> violations = Checker.check(run);
        run.coverage().faults().forEach((fault, times) -> System.out.printf("  %5d  %s%n", times, fault));
        System.out.printf("%s%n", run);
        if (violations.isEmpty()) {
            System.out.println("PASS: no invariant is violated");
            return 0;
        }
        boolean isInconclusive = violations.stream().allMatch(Violation::isLowCoverage);
        System.out.printf("%s: %d violations%n", isInconclusive ? "INCONCLUSIVE" : "BROKEN", violations.size());
        violations.stream().limit(MAX_VIOLATIONS).forEach(each -> System.out.println("  " + each));
        violations.stream()
                .map(Violation::purchase)
                .filter(id -> !id.isEmpty())
                .distinct()
                .limit(MAX_DESCRIPTIONS)
                .forEach(id -> System.out.println(run.describe(id)));
        System.out.printf(
                "To repeat this schedule: %s%nData and logs are kept until the next run: %s%n",
                options, options.data().toAbsolutePath());
        return isInconclusive ? EXIT_INCONCLUSIVE : 1;
    }
}
