package maestro.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The build's share of schedules: the same ones each time. Longer and other ones by {@code ./maestro simulate}. */
class SimulationTest {

    private static final long FIRST_SEED = 1;
    private static final long SCHEDULES = 100_000;

    /** A defect that this many schedules don't find could be one of ours. */
    private static final long SCHEDULES_FOR_A_BUG = 10_000;

    @Test
    void holdsEveryInvariantInEachSchedule() {
        Schedule broken = new Search(FIRST_SEED, SCHEDULES, null).run();

        assertThat(broken).as(() -> traceOf(broken, null)).isNull();
    }

    @Test
    void lettingAllKindsOfFaultsStrike() {
        var search = new Search(FIRST_SEED, 1_000, null);

        search.run();

        assertThat(search.struck()).containsOnlyKeys(Fault.values());
    }

    @ParameterizedTest
    @EnumSource
    void findsPlanted(Bug bug) {
        Schedule found = new Search(FIRST_SEED, SCHEDULES_FOR_A_BUG, bug).run();

        assertThat(found).as("%s: %s", bug, bug.what).isNotNull();
        System.out.printf("%-24s found in %5d schedules: %s%n", bug, found.seed() - FIRST_SEED + 1, found.broken());
    }

    @Test
    void repeatsAScheduleByItsSeed() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 50; seed++) {
            Schedule first = Schedule.traced(seed, null);
            Schedule second = Schedule.traced(seed, null);

            assertThat(second.trace()).isEqualTo(first.trace());
            assertThat(second.digest())
                    .isEqualTo(first.digest())
                    .isEqualTo(Schedule.run(seed, null).digest());
        }
    }

    private static String traceOf(@Nullable Schedule broken, @Nullable Bug bug) {
        return broken == null
                ? ""
                : String.join("\n", Schedule.traced(broken.seed(), bug).trace());
    }
}
