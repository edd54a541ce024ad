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

/** The participants as one process sees them: a request may be lost, late or there twice, and so may its reply. */
final class Network implements Participants {

    private static final long USUAL_MILLIS = 50;
    private static final long LATEST_MILLIS = 30_000;
    private static final long LONGEST_RESTART_MILLIS = 5_000;
    private static final long LONGEST_RETRY_AFTER_MILLIS = 3_000;

    private final World world;
    private final Host host;

    Network(World world, Host host) {
        this.world = world;
        this.host = host;
    }

    @Override
    public Outcome call(Call call, Saga saga, CallLimits limits) {
        Outcome outcome = exchange(call, saga, limits);
        note(call, saga, outcome);
        return outcome;
    }

    Outcome exchange(Call call, Saga saga, CallLimits limits) {
        host.seam();
        world.histories.called(call, saga);
        var reply = new CompletableFuture<Outcome>();
        send(call, saga.id(), reply);
        boolean answered = host.await(reply, limits.timeoutAfter(Duration.ZERO));
        return answered ? reply.join() : new Unknown("no answer in time");
    }

    /** What the caller takes the outcome for. */
    void note(Call call, Saga saga, Outcome outcome) {
        world.histories.answered(call, saga, outcome);
        world.trace.note(
                host.name(), "%s %s %s: %s", saga.id(), verb(call), call.step().name(), outcome);
    }

    private void send(Call call, String id, CompletableFuture<Outcome> reply) {
        if (world.weather.strikes(Fault.DUPLICATE)) {
            request(call, id, new CompletableFuture<>());
        }
        if (!world.weather.strikes(Fault.REQUEST_LOST)) {
            request(call, id, reply);
        }
    }

    private void request(Call call, String id, CompletableFuture<Outcome> reply) {
        long most = world.weather.strikes(Fault.LATE) ? LATEST_MILLIS : USUAL_MILLIS;
        world.baton.later(world.chance.millis(most), () -> arrive(call, id, reply));
    }

    private void arrive(Call call, String id, CompletableFuture<Outcome> reply) {
        Service service = world.service(call.step());
        if (service.isAway()) {
            reply(reply, new Unknown("connection refused"));
        } else if (world.weather.strikes(Fault.PARTICIPANT_CRASH)) {
            if (world.chance.happens(0.5)) {
                var _ = carryOut(service, call, id);
            }
            service.goAway(world.chance.millis(LONGEST_RESTART_MILLIS));
        } else if (world.weather.strikes(Fault.UNAVAILABLE)) {
            reply(reply, new Unknown("HTTP 503", retryAfter()));
        } else if (world.weather.strikes(Fault.MISCONFIGURED)) {
            reply(reply, misconfigured(call));
        } else {
            reply(reply, carryOut(service, call, id));
        }
    }

    /** No participant has recorded it, so it can't decide about a step that has no undo. */
    private Outcome misconfigured(Call call) {
        boolean decides = call.step().undoable() || world.has(Bug.PIVOT_GIVEN_UP_FOR_404);
        return decides ? new Refused("MISCONFIGURED", "HTTP 404") : new Unknown("HTTP 404");
    }

    private Duration retryAfter() {
        return Duration.ofMillis(world.chance.millis(LONGEST_RETRY_AFTER_MILLIS));
    }

    private Outcome carryOut(Service service, Call call, String id) {
        Outcome outcome = switch (call) {
            case Do _ -> service.perform(id, call.step());
            case Undo _ -> service.undo(id, call.step());
        };
        world.trace.note(call.step().name(), "%s %s: %s", verb(call), id, outcome);
        return outcome;
    }

    private void reply(CompletableFuture<Outcome> reply, Outcome outcome) {
        if (!world.weather.strikes(Fault.REPLY_LOST)) {
            world.baton.later(world.chance.millis(USUAL_MILLIS), () -> reply.complete(outcome));
        }
    }

    static String verb(Call call) {
        return switch (call) {
            case Do _ -> "do";
            case Undo _ -> "undo";
        };
    }
}
