package maestro.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import maestro.saga.engine.Participants;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Saga;

/** The network between one process and the participants: requests and replies are delayed, lost or duplicated. */
final class SimulatedNetwork implements Participants {

    private static final long MAX_LATENCY_MILLIS = 50;
    private static final long MAX_DELAY_MILLIS = 30_000;
    private static final long MAX_RESTART_MILLIS = 5_000;
    private static final long MAX_RETRY_AFTER_MILLIS = 3_000;

    private final World world;
    private final SimulatedProcess process;

    SimulatedNetwork(World world, SimulatedProcess process) {
        this.world = world;
        this.process = process;
    }

    @Override
    public Outcome call(Call call, Saga saga, CallLimits limits) {
        Outcome outcome = exchange(call, saga.id(), saga, limits);
        record(call, saga, outcome);
        return outcome;
    }

    /** @param id that the participant sees */
    Outcome exchange(Call call, String id, Saga saga, CallLimits limits) {
        process.faultPoint();
        world.historyCheck.recordCall(process.name(), call, saga);
        var reply = new CompletableFuture<Outcome>();
        send(call, id, reply);
        boolean replied = process.await(reply, limits.timeoutAfter(Duration.ZERO));
        return replied ? reply.join() : new Unknown("no reply in time");
    }

    /** Records the outcome that the engine sees. */
    void record(Call call, Saga saga, Outcome outcome) {
        world.historyCheck.recordOutcome(process.name(), call, saga, outcome);
        world.trace(
                process.name(),
                "%s %s %s: %s",
                saga.id(),
                verb(call),
                call.step().name(),
                outcome);
    }

    private void send(Call call, String id, CompletableFuture<Outcome> reply) {
        if (world.faults.inject(Fault.REQUEST_DUPLICATED)) {
            transmit(call, id, new CompletableFuture<>());
        }
        if (!world.faults.inject(Fault.REQUEST_LOST)) {
            transmit(call, id, reply);
        }
    }

    private void transmit(Call call, String id, CompletableFuture<Outcome> reply) {
        long max = world.faults.inject(Fault.REQUEST_DELAYED) ? MAX_DELAY_MILLIS : MAX_LATENCY_MILLIS;
        world.scheduler.schedule(world.random.millis(max), () -> arrive(call, id, reply));
    }

    private void arrive(Call call, String id, CompletableFuture<Outcome> reply) {
        SimulatedParticipant participant = world.participant(call.step());
        if (participant.isUnavailable()) {
            reply(reply, new Unknown("connection refused"));
        } else if (world.faults.inject(Fault.PARTICIPANT_CRASH)) {
            if (world.random.chance(0.5)) {
                var _ = carryOut(participant, call, id);
            }
            participant.beginOutage(world.random.millis(MAX_RESTART_MILLIS));
        } else if (world.faults.inject(Fault.UNAVAILABLE)) {
            reply(reply, new Unknown("HTTP 503", retryAfter()));
        } else if (world.faults.inject(Fault.MISCONFIGURED)) {
            reply(reply, misconfigured(call));
        } else {
            reply(reply, carryOut(participant, call, id));
        }
    }

    /** No participant has recorded the 404, so it is no refusal of a step without an undo. */
    private Outcome misconfigured(Call call) {
        boolean isRefusal = call.step().undoable() || world.has(Bug.PIVOT_REFUSED_BY_404);
        return isRefusal ? new Refused("MISCONFIGURED", "HTTP 404") : new Unknown("HTTP 404");
    }

    private Duration retryAfter() {
        return Duration.ofMillis(world.random.millis(MAX_RETRY_AFTER_MILLIS));
    }

    private Outcome carryOut(SimulatedParticipant participant, Call call, String id) {
        Outcome outcome = switch (call) {
            case Do _ -> participant.perform(id, call.step());
            case Undo _ -> participant.undo(id, call.step());
        };
        world.trace(call.step().name(), "%s %s: %s", verb(call), id, outcome);
        return outcome;
    }

    private void reply(CompletableFuture<Outcome> reply, Outcome outcome) {
        if (!world.faults.inject(Fault.REPLY_LOST)) {
            world.scheduler.schedule(world.random.millis(MAX_LATENCY_MILLIS), () -> reply.complete(outcome));
        }
    }

    static String verb(Call call) {
        return switch (call) {
            case Do _ -> "do";
            case Undo _ -> "undo";
        };
    }
}
