package maestro.simulation;

import maestro.saga.engine.Engine;
import maestro.saga.journal.GroupCommitJournal;
import maestro.saga.journal.Persistence;
import org.jspecify.annotations.Nullable;

/** One orchestrator process, from its start to its end: the real engine on a simulated machine. */
final class Replica {

    private final World world;
    private final Host host;
    private final Connection connection;
    private @Nullable GroupCommitJournal journal;
    private @Nullable Engine engine;
    private boolean stopping;

    Replica(World world, String name) {
        this.world = world;
        this.host = new Host(world, name);
        this.connection = new Connection(world, host);
    }

    Host host() {
        return host;
    }

    Connection connection() {
        return connection;
    }

    @Nullable Engine engine() {
        return engine;
    }

    boolean isUp() {
        return engine != null && !host.isDead();
    }

    boolean isIdle() {
        return engine != null && engine.inFlight() == 0 && !host.isDead();
    }

    void boot() {
        world.trace.note(host.name(), "starts");
        journal = new GroupCommitJournal(connection, host);
        var network = new Network(world, host);
        Bug bug = world.bug;
        var persistence = new Persistence(
                bug == null ? journal : new PlantedJournal(journal, bug),
                connection,
                bug == Bug.NOBODY_ADOPTS ? new NoAdoption(connection) : connection);
        engine = new Engine(
                persistence,
                bug == null ? network : new PlantedParticipants(network, bug),
                new Versions(world, host),
                world.plan.settings(),
                host);
        engine.open();
    }

    private void release() {
        try {
            connection.release();
        } catch (DatabaseAwayException e) {
            world.trace.note(host.name(), "its lease can't be released: %s", e.getMessage());
        }
    }

    void shutDown() throws InterruptedException {
        if (engine != null && journal != null && !stopping) {
            stopping = true;
            world.trace.note(host.name(), "is shut down");
            engine.stop();
            journal.close();
            release();
            host.die("has ended");
            world.afterEnd(host);
        }
    }
}
