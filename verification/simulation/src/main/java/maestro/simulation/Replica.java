package maestro.simulation;

import maestro.saga.engine.Engine;
import maestro.saga.journal.GroupCommitJournal;
import maestro.saga.journal.Persistence;
import org.jspecify.annotations.Nullable;

/** One orchestrator process: the engine and its journal on simulated ports. */
final class Replica {

    private final World world;
    private final SimulatedProcess process;
    private final SimulatedConnection connection;
    private @Nullable GroupCommitJournal journal;
    private @Nullable Engine engine;
    private boolean stopping;

    Replica(World world, String name) {
        this.world = world;
        this.process = new SimulatedProcess(world, name);
        this.connection = new SimulatedConnection(world, process);
    }

    SimulatedProcess process() {
        return process;
    }

    SimulatedConnection connection() {
        return connection;
    }

    @Nullable Engine engine() {
        return engine;
    }

    boolean isRunning() {
        return engine != null && !process.isDead();
    }

    boolean isIdle() {
        return engine != null && engine.inFlight() == 0 && !process.isDead();
    }

    void start() {
        world.trace(process.name(), "starts");
        journal = new GroupCommitJournal(connection, process);
        var network = new SimulatedNetwork(world, process);
        Bug bug = world.bug;
        var persistence =
                new Persistence(bug == null ? journal : new BuggyJournal(journal, bug), connection, connection);
        engine = new Engine(
                persistence,
                bug == null ? network : new BuggyParticipants(network, bug),
                new ReplicaFlows(world, process),
                world.scenario.settings(),
                process);
        engine.open();
    }

    private void releaseLease() {
        try {
            connection.release();
        } catch (SimulatedDatabase.FailedException e) {
            world.trace(process.name(), "its lease can't be released: %s", e.getMessage());
        }
    }

    void shutDown() throws InterruptedException {
        if (engine != null && journal != null && !stopping) {
            stopping = true;
            world.trace(process.name(), "shuts down");
            engine.stop();
            journal.close();
            releaseLease();
            process.die("has ended");
            world.restartLater(process);
        }
    }
}
