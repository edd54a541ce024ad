package maestro.simulation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of the simulation of one seed.
 *
 * @param violation of the first invariant that did not hold; null if all held
 * @param digest equal for equal runs
 * @param faults how often each kind of fault occurred
 * @param trace empty unless tracing was asked for
 */
record SimulationResult(
        long seed, @Nullable String violation, long digest, Map<Fault, Integer> faults, List<String> trace) {

    static SimulationResult run(long seed, @Nullable Bug bug) {
        return run(seed, bug, false);
    }

    static SimulationResult runWithTrace(long seed) {
        return run(seed, null, true);
    }

    private static SimulationResult run(long seed, @Nullable Bug bug, boolean traced) {
        var world = new World(seed, bug, traced);
        try {
            world.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during the simulation of seed " + seed, e);
        }
        long digest = world.random.nextLong() + 31 * world.scheduler.now() + world.scheduler.steps();
        return new SimulationResult(seed, world.violation(), digest, world.faults.counts(), world.trace());
    }
}
