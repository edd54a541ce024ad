package maestro.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fixed range of seeds. {@code ./maestro simulate} simulates other seeds, and more of them. */
class SimulationTest {

    private static final long FIRST_SEED = 1;
    private static final long SEEDS = 100_000;

    /** The number of seeds within which each planted bug must be found. */
    private static final long SEEDS_PER_BUG = 10_000;

    @Test
    void everyInvariantHolds() {
        SimulationResult violation = new SeedSearch(FIRST_SEED, SEEDS, null).run();

        assertThat(violation).as(() -> traceOf(violation)).isNull();
    }

    @Test
    void everyKindOfFaultOccurs() {
        var search = new SeedSearch(FIRST_SEED, 1_000, null);

        search.run();

        assertThat(search.faults()).containsOnlyKeys(Fault.values());
    }

    @ParameterizedTest
    @EnumSource
    void findsPlantedBug(Bug bug) {
        SimulationResult found = new SeedSearch(FIRST_SEED, SEEDS_PER_BUG, bug).run();

        assertThat(found).as("%s: %s", bug, bug.description).isNotNull();
        System.out.printf("%-26s found in %5d seeds: %s%n", bug, found.seed() - FIRST_SEED + 1, found.violation());
    }

    @Test
    void repeatsRunBySeed() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 50; seed++) {
            SimulationResult first = SimulationResult.runWithTrace(seed);
            SimulationResult second = SimulationResult.runWithTrace(seed);

            assertThat(second.trace()).isEqualTo(first.trace());
            assertThat(second.digest())
                    .isEqualTo(first.digest())
                    .isEqualTo(SimulationResult.run(seed, null).digest());
        }
    }

    private static String traceOf(@Nullable SimulationResult violation) {
        return violation == null
                ? ""
                : String.join(
                        "\n", SimulationResult.runWithTrace(violation.seed()).trace());
    }
}
