package maestro.simulation;

import java.util.Optional;
import maestro.saga.engine.SagaRequest;
import maestro.saga.flow.Document;
import maestro.saga.state.Command;
import maestro.saga.state.Command.Cancel;
import maestro.saga.state.Command.Resolve;
import maestro.saga.state.Command.RunNow;
import maestro.saga.state.Saga;
import maestro.simulation.SimulatedDatabase.Row;
import org.jspecify.annotations.Nullable;

/** Schedules the requests of clients and operators, and the faults that do not depend on an operation. */
final class Workload {

    private static final long LAST_START_MILLIS = 2_000;
    private static final long MAX_WAIT_MILLIS = 30_000;

    private final World world;
    private final RandomSource random;
    private int requests;

    Workload(World world) {
        this.world = world;
        this.random = world.random;
    }

    void schedule() {
        for (int i = 1; i <= world.scenario.sagas(); i++) {
            scheduleSaga(random.chance(0.4) ? "key" + i : null, random.millis(LAST_START_MILLIS));
        }
        scheduleOperators();
        scheduleFaults();
    }

    private void scheduleSaga(@Nullable String key, long at) {
        String input = scheduleStart(at, key);
        while (key != null && random.chance(0.5)) {
            scheduleStart(at + randomTime(), key);
        }
        while (random.chance(0.3)) {
            world.scheduler.schedule(at + randomTime(), () -> cancel(input));
        }
    }

    private long randomTime() {
        return random.millis(world.scenario.faultsEndMillis());
    }

    private String scheduleStart(long at, @Nullable String key) {
        requests++;
        String input = "{\"request\":" + requests + "}";
        var request = new SagaRequest("ana", new Document(input), "fingerprint", key);
        long wait = random.millis(MAX_WAIT_MILLIS);
        world.scheduler.schedule(at, () -> world.send(session -> session.start(request, wait)));
        return input;
    }

    private void cancel(String input) {
        long wait = random.millis(MAX_WAIT_MILLIS);
        world.database
                .rows()
                .map(Row::saga)
                .filter(row -> row.input().text().equals(input))
                .findFirst()
                .ifPresent(
                        row -> world.send(session -> session.execute(row.id(), new Cancel("no longer wanted"), wait)));
    }

    private void scheduleOperators() {
        while (random.chance(0.6)) {
            Command command = random.chance(0.7) ? new RunNow("repaired") : new Resolve("settled by phone");
            world.scheduler.schedule(randomTime(), () -> operate(command));
        }
    }

    private void operate(Command command) {
        Optional<String> saga = world.database
                .rows()
                .map(Row::saga)
                .filter(row -> row.needsAttention() || row.input().text().endsWith("1}"))
                .map(Saga::id)
                .reduce((_, last) -> last);
        saga.ifPresent(id -> world.send(session -> session.execute(id, command, 0)));
    }

    private void scheduleFaults() {
        while (world.faults.inject(Fault.DATABASE_UNAVAILABLE)) {
            scheduleFault(() -> world.database.beginOutage(random.millis(10_000)));
        }
        while (world.faults.inject(Fault.CLOCK_JUMP)) {
            scheduleFault(() -> world.database.jumpClock(random.pick(-1, 1) * random.millis(20_000)));
        }
        while (world.faults.inject(Fault.PARTICIPANT_UNAVAILABLE)) {
            scheduleFault(() -> random.pick(world.participants()).beginOutage(random.millis(20_000)));
        }
        while (world.faults.inject(Fault.SHUTDOWN)) {
            scheduleFault(this::shutDown);
        }
    }

    private void scheduleFault(Runnable fault) {
        world.scheduler.schedule(randomTime(), () -> {
            if (!world.faults.isStopped()) {
                fault.run();
            }
        });
    }

    private void shutDown() {
        var running = world.runningReplicas();
        if (!running.isEmpty()) {
            Replica replica = random.pick(running);
            world.scheduler.start(replica.process(), replica.process().name() + " shutdown", () -> {
                try {
                    replica.shutDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
