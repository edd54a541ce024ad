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
 * What kind of world it is.
 *
 * @param versions of the flow, from the first on
 * @param changesMillis when the first purchases begin by the last version, if there are two
 * @param faultsEndMillis from then on nothing goes wrong any more
 */
record Plan(
        int replicas,
        List<Version> versions,
        long changesMillis,
        EngineSettings settings,
        int purchases,
        long faultsEndMillis) {

    record Version(Sketch sketch, Duration deadline) {}

    static Plan drawn(Chance chance) {
        return new Plan(
                chance.oneOf(1, 2, 2, 3),
                versions(chance),
                chance.millis(2_000),
                settings(chance),
                chance.between(1, 4),
                faultsEnd(chance));
    }

    /** As one process reads them, with the defect that is planted there. */
    List<Flow> flows(@Nullable Bug bug, String reader) {
        var flows = new ArrayList<Flow>();
        for (Version version : versions) {
            flows.add(version.sketch().flow(flows.size() + 1, version.deadline(), bug, reader));
        }
        return flows;
    }

    private static long faultsEnd(Chance chance) {
        return chance.oneOf(3_000L, 10_000L, 30_000L);
    }

    private static EngineSettings settings(Chance chance) {
        return new EngineSettings(
                chance.oneOf(1, 2, 10_000, 10_000),
                millis(chance.oneOf(300, 5_000)),
                millis(chance.oneOf(0, 2_000)),
                millis(chance.oneOf(1_000, 5_000)),
                millis(chance.oneOf(300, 1_000)));
    }

    private static List<Version> versions(Chance chance) {
        var versions = new ArrayList<Version>();
        do {
            var sketch = sketch(chance);
            versions.add(new Version(sketch, millis(chance.oneOf(500, 5_000, 60_000))));
        } while (versions.size() == 1 && chance.happens(0.2));
        return versions;
    }

    private static Sketch sketch(Chance chance) {
        var patience = new RetryPolicy(chance.between(1, 3), backoff(chance), backoff(chance));
        Duration timeout = millis(chance.oneOf(200, 1_000));
        var drawing = new Sketch.Drawing(chance, (name, kind) -> new Step(name, name, kind, timeout, patience));
        return chance.happens(0.5) ? drawing.line(chance.between(2, 6)) : drawing.graph(chance.between(2, 12));
    }

    private static Backoff backoff(Chance chance) {
        return new Backoff(millis(chance.oneOf(10, 100)), millis(chance.oneOf(100, 2_000)));
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
