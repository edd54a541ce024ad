package maestro.chaos;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import maestro.chaos.checker.Checker;
import maestro.chaos.checker.Evidence;
import maestro.chaos.checker.Violation;
import maestro.stack.Stack;

/**
 * Lets customers buy while everything breaks, then holds what is left to the design's invariants.
 *
 * <p>What strikes when and what customers want is drawn from the seed. Processes, the network and threads go their own ways,
 * so a seed repeats the schedule and not the run.
 */
public final class Chaos {

    private static final int MOST_VIOLATIONS = 40;

    private Chaos() {}

    public static void main(String[] words) {
        Arguments arguments;
        try {
            arguments = Arguments.of(List.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(arguments));
    }

    private static int run(Arguments arguments) {
        System.out.printf("%s%nData and logs: %s%n", arguments, arguments.data().toAbsolutePath());
        try {
            return tell(evidence(arguments), arguments);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (ExecutionException | RuntimeException e) {
            System.out.printf("FAILED: the run broke off: %s%n", e);
            e.printStackTrace(System.out);
            return 1;
        }
    }

    private static Evidence evidence(Arguments arguments) throws InterruptedException, ExecutionException {
        var plan = new Stack.Plan(arguments.data(), arguments.onPostgres() ? 2 : 1, arguments.onPostgres(), Map.of());
        Stack stack = Stack.start(plan);
        try {
            return new Run(arguments, stack, new Report()).run();
        } finally {
            stack.close();
        }
    }

    private static int tell(Evidence evidence, Arguments arguments) {
        List<Violation> violations = Checker.check(evidence);
        evidence.course().struck().forEach((what, times) -> System.out.printf("  %5d  %s%n", times, what));
        System.out.printf("%s%n", evidence);
        if (violations.isEmpty()) {
            System.out.println("PASS: no invariant is broken");
            return 0;
        }
        System.out.printf("BROKEN: %d violations%n", violations.size());
        violations.stream().limit(MOST_VIOLATIONS).forEach(each -> System.out.println("  " + each));
        violations.stream()
                .map(Violation::purchase)
                .filter(id -> !id.isEmpty())
                .distinct()
                .limit(MOST_VIOLATIONS / 10)
                .forEach(id -> System.out.println(evidence.describe(id)));
        System.out.printf(
                "To see this schedule again, in other circumstances: %s%nData and logs are kept until then: %s%n",
                arguments, arguments.data().toAbsolutePath());
        return 1;
    }
}
