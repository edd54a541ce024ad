package maestro.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import maestro.saga.engine.EngineSettings;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.RetryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a simulation.
 *
 * @param versions of the flow, one or two
 * @param versionChangeMillis when the last version becomes current
 * @param legacyJournal whether the journal is written as before PIVOTING was an event
 * @param faultsEndMillis after it no fault occurs
 */
record Scenario(
        int replicas,
        List<Version> versions,
        long versionChangeMillis,
        boolean legacyJournal,
        EngineSettings settings,
        int sagas,
        long faultsEndMillis) {

    record Version(RandomFlow flow, Duration deadline) {}

    static Scenario random(RandomSource random) {
        return new Scenario(
                random.pick(1, 2, 2, 3),
                versions(random),
                random.millis(2_000),
                random.chance(0.2),
                settings(random),
                random.between(1, 4),
                random.pick(3_000L, 10_000L, 30_000L));
    }

    /** The flows as one process reads them, with the planted bug. */
    List<Flow> flows(@Nullable Bug bug, String process) {
        var flows = new ArrayList<Flow>();
        for (Version version : versions) {
            flows.add(version.flow().build(flows.size() + 1, version.deadline(), bug, process));
        }
        return flows;
    }

    private static EngineSettings settings(RandomSource random) {
        return new EngineSettings(
                random.pick(1, 2, 10_000, 10_000),
                millis(random.pick(300, 5_000)),
                millis(random.pick(0, 2_000)),
                millis(random.pick(1_000, 5_000)),
                millis(random.pick(300, 1_000)));
    }

    private static List<Version> versions(RandomSource random) {
        var versions = new ArrayList<Version>();
        do {
            versions.add(new Version(flow(random), millis(random.pick(500, 5_000, 60_000))));
        } while (versions.size() == 1 && random.chance(0.2));
        return versions;
    }

    private static RandomFlow flow(RandomSource random) {
        var retries = new RetryPolicy(random.between(1, 3), backoff(random), backoff(random));
        Duration timeout = millis(random.pick(200, 1_000));
        var generator = new RandomFlow.Generator(random, (name, kind) -> new Step(name, name, kind, timeout, retries));
        return random.chance(0.5) ? generator.sequence(random.between(2, 6)) : generator.graph(random.between(2, 12));
    }

    private static Backoff backoff(RandomSource random) {
        return new Backoff(millis(random.pick(10, 100)), millis(random.pick(100, 2_000)));
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
