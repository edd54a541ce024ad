package maestro.simulation;

import java.util.List;
import java.util.Optional;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Flows;

/** The versions of the flow in one process. A new version becomes current at a different time in each process. */
final class ReplicaFlows implements Flows {

    private static final long MAX_DELAY_MILLIS = 1_000;

    private final World world;
    private final List<Flow> versions;
    private final long changeMillis;

    ReplicaFlows(World world, SimulatedProcess process) {
        this.world = world;
        this.versions = world.bug == null ? world.flows() : world.scenario.flows(world.bug, process.name());
        this.changeMillis = world.scenario.versionChangeMillis() + world.random.millis(MAX_DELAY_MILLIS);
    }

    @Override
    public Optional<Flow> current() {
        return Optional.of(world.scheduler.now() < changeMillis ? versions.getFirst() : versions.getLast());
    }

    @Override
    public Optional<Flow> find(String name, int version) {
        return world.has(Bug.CURRENT_VERSION_USED) ? current() : Optional.of(versions.get(version - 1));
    }
}
