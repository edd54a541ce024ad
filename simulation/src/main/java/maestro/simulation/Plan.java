package maestro.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import maestro.orchestrator.engine.EngineProperties;
import maestro.orchestrator.flow.Backoff;
import maestro.orchestrator.flow.Flow;
import maestro.orchestrator.flow.Step;
import maestro.orchestrator.flow.Step.Kind;
import maestro.orchestrator.flow.Step.Patience;

/**
 * What kind of world it is.
 *
 * @param faultsEndMillis from then on nothing goes wrong any more
 */
record Plan(int replicas, Flow flow, EngineProperties settings, int purchases, long faultsEndMillis) {

    private static final String NAMES = "abcdef";

    static Plan drawn(Chance chance) {
        return new Plan(
                chance.oneOf(1, 2, 2, 3), flow(chance), settings(chance), chance.between(1, 4), faultsEnd(chance));
    }

    List<Flow> flows() {
        return List.of(flow);
    }

    private static long faultsEnd(Chance chance) {
        return chance.oneOf(3_000L, 10_000L, 30_000L);
    }

    private static EngineProperties settings(Chance chance) {
        return new EngineProperties(
                chance.oneOf(1, 2, 10_000, 10_000),
                millis(chance.oneOf(300, 5_000)),
                millis(chance.oneOf(0, 2_000)),
                millis(chance.oneOf(1_000, 5_000)),
                millis(chance.oneOf(300, 1_000)));
    }

    private static Flow flow(Chance chance) {
        int count = chance.between(2, 6);
        int pivot = chance.happens(0.3) ? chance.below(count) : count;
        var patience = new Patience(chance.between(1, 3), backoff(chance), backoff(chance));
        Duration timeout = millis(chance.oneOf(200, 1_000));
        var steps = new ArrayList<Step>();
        for (int i = 0; i < count; i++) {
            String name = NAMES.substring(i, i + 1);
            steps.add(new Step(name, name, kind(i, pivot), timeout, patience));
        }
        return new Flow("purchase", 1, millis(chance.oneOf(500, 5_000, 60_000)), steps);
    }

    private static Kind kind(int index, int pivot) {
        return index < pivot ? Kind.COMPENSATABLE : index == pivot ? Kind.PIVOT : Kind.RETRIABLE;
    }

    private static Backoff backoff(Chance chance) {
        return new Backoff(millis(chance.oneOf(10, 100)), millis(chance.oneOf(100, 2_000)));
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
