package maestro.simulation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the real engine through simulated worlds, each drawn from a seed, and holds it to the design's invariants.
 *
 * <p>{@code --seeds N --seed S} runs N schedules from seed S on and prints the first that breaks an invariant; a single one
 * is printed in any case. {@code --bugs} plants one defect after another, to show that each would be found.
 */
public final class Simulation {

    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(2);

    private Simulation() {}

    public static void main(String[] words) {
        Arguments arguments;
        try {
            arguments = Arguments.of(List.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(arguments.bugs() ? findBugs(arguments) : search(arguments));
    }

    private static int search(Arguments arguments) {
        say("%,d schedules from seed %d on", arguments.seeds(), arguments.firstSeed());
        if (arguments.seeds() == 1) {
            return tell(Schedule.traced(arguments.firstSeed(), null));
        }
        var search = new Search(arguments.firstSeed(), arguments.seeds(), null);
        long began = System.nanoTime();
        var reporter = Thread.ofPlatform().daemon().start(() -> report(search, began));
        Schedule broken = search.run();
        reporter.interrupt();
        say("%s", progress(search, began));
        if (broken != null) {
            return tell(Schedule.traced(broken.seed(), null));
        }
        say("Faults that struck: %s", search.struck());
        say("PASS");
        return 0;
    }

    private static int tell(Schedule schedule) {
        schedule.trace().forEach(line -> say("%s", line));
        say("Seed %d, digest %016x", schedule.seed(), schedule.digest());
        String broken = schedule.broken();
        say(
                broken == null ? "PASS" : "BROKEN: %s%nTo see it again: ./maestro simulate --seeds 1 --seed %d",
                broken,
                schedule.seed());
        return broken == null ? 0 : 1;
    }

    private static void report(Search search, long began) {
        try {
            while (true) {
                Thread.sleep(BETWEEN_REPORTS);
                say("  %s", progress(search, began));
            }
        } catch (InterruptedException e) {
            // It has ended.
        }
    }

    private static String progress(Search search, long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        return "%,d schedules in %.0f s, %,.0f per second".formatted(search.done(), seconds, search.done() / seconds);
    }

    private static int findBugs(Arguments arguments) {
        int missed = 0;
        for (Bug bug : Bug.values()) {
            Schedule found = new Search(arguments.firstSeed(), arguments.seeds(), bug).run();
            missed += found == null ? 1 : 0;
            say("%-24s %s", bug, found == null ? "NOT FOUND" : line(found, arguments.firstSeed()));
        }
        return missed == 0 ? 0 : 1;
    }

    private static String line(Schedule found, long firstSeed) {
        return "%6d schedules: %s".formatted(found.seed() - firstSeed + 1, found.broken());
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void say(String what, @Nullable Object... details) {
        System.out.println(what.formatted(details));
    }
}
