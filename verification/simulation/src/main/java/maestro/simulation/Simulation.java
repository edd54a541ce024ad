package maestro.simulation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deterministic simulation testing of the engine: a seed determines the flows, the requests, the faults and the order
 * of all events.
 *
 * <p>{@code --seeds N --seed S} simulates N seeds from S on and prints the trace of the first violation. The trace of a
 * single seed is always printed. {@code --bugs} searches for each planted bug in turn. The exit code is 0 if all seeds
 * pass or all bugs are found, 1 if not, and 2 for an invalid command line.
 */
public final class Simulation {

    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(2);

    private Simulation() {}

    public static void main(String[] options) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(List.of(options));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(arguments.bugs() ? findBugs(arguments) : search(arguments));
    }

    private static int search(Arguments arguments) {
        if (arguments.seeds() == 1) {
            return print(SimulationResult.runWithTrace(arguments.firstSeed()));
        }
        print("%,d seeds from %d", arguments.seeds(), arguments.firstSeed());
        var search = new SeedSearch(arguments.firstSeed(), arguments.seeds(), null);
        long began = System.nanoTime();
        var reporter = Thread.ofPlatform().daemon().start(() -> report(search, began));
        SimulationResult violation = search.run();
        reporter.interrupt();
        print("%s", progress(search, began));
        if (violation != null) {
            return print(SimulationResult.runWithTrace(violation.seed()));
        }
        print("Injected faults: %s", search.faults());
        print("PASS");
        return 0;
    }

    private static int print(SimulationResult result) {
        result.trace().forEach(line -> print("%s", line));
        print("Seed %d, digest %016x", result.seed(), result.digest());
        String violation = result.violation();
        print(
                violation == null ? "PASS" : "FAIL: %s%nRepeat: ./maestro simulate --seeds 1 --seed %d",
                violation,
                result.seed());
        return violation == null ? 0 : 1;
    }

    private static void report(SeedSearch search, long began) {
        try {
            while (true) {
                Thread.sleep(REPORT_INTERVAL);
                print("  %s", progress(search, began));
            }
        } catch (InterruptedException e) {
            // The search has ended.
        }
    }

    private static String progress(SeedSearch search, long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        return "%,d seeds in %.0f s, %,.0f per second".formatted(search.done(), seconds, search.done() / seconds);
    }

    private static int findBugs(Arguments arguments) {
        int missed = 0;
        for (Bug bug : Bug.values()) {
            SimulationResult found = new SeedSearch(arguments.firstSeed(), arguments.seeds(), bug).run();
            missed += found == null ? 1 : 0;
            print(
                    "%-26s %s",
                    bug,
                    found == null
                            ? "NOT FOUND"
                            : "found in %d seeds: %s"
                                    .formatted(found.seed() - arguments.firstSeed() + 1, found.violation()));
        }
        return missed == 0 ? 0 : 1;
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void print(String format, @Nullable Object... arguments) {
        System.out.println(format.formatted(arguments));
    }
}
