package maestro.simulation;

import java.util.List;
import java.util.Optional;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Flows;

/** The versions of the flow as one process knows them: of a new one it hears sooner or later. */
final class Versions implements Flows {

    private static final long LATEST_MILLIS = 1_000;

    private final World world;
    private final List<Flow> flows;
    private final long changesMillis;

    Versions(World world, Host host) {
        this.world = world;
        this.flows = world.bug == null ? world.flows() : world.plan.flows(world.bug, host.name());
        this.changesMillis = world.plan.changesMillis() + world.chance.millis(LATEST_MILLIS);
    }

    @Override
    public Optional<Flow> current() {
        return Optional.of(world.baton.now() < changesMillis ? flows.getFirst() : flows.getLast());
    }

    @Override
    public Optional<Flow> find(String name, int version) {
        return world.has(Bug.VERSION_FORGOTTEN) ? current() : Optional.of(flows.get(version - 1));
    }
}
