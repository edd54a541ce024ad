package maestro.simulation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one world.
 *
 * @param broken the invariant that broke first, if one did
 * @param digest tells whether two runs were the same
 * @param trace what happened, if somebody asked for it
 */
record Schedule(long seed, @Nullable String broken, long digest, Map<Fault, Integer> struck, List<String> trace) {

    static Schedule run(long seed, @Nullable Bug bug) {
        return run(seed, bug, new Trace(false));
    }

    static Schedule traced(long seed, @Nullable Bug bug) {
        return run(seed, bug, new Trace(true));
    }

    private static Schedule run(long seed, @Nullable Bug bug, Trace trace) {
        var world = new World(seed, bug, trace);
        try {
            world.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in the middle of schedule " + seed, e);
        }
        long digest = world.chance.digest() + 31 * world.baton.now() + world.baton.turns();
        return new Schedule(seed, world.verdict.broken(), digest, world.weather.struck(), trace.lines());
    }

    boolean isBroken() {
        return broken != null;
    }
}
