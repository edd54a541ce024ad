package maestro.orchestrator.participants;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import maestro.orchestrator.engine.Participants;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Do;
import maestro.orchestrator.saga.Outcome;
import maestro.orchestrator.saga.Outcome.Unknown;
import maestro.orchestrator.saga.Saga;
import maestro.orchestrator.saga.Status;

/**
 * The bulkheads: so many calls to a participant at once, those beyond wait for their turn, first come, first served. A slow participant takes
 * none of the others' share, and thousands of purchases that are taken over together don't fall upon it all at once. What waits
 * here hasn't been sent: it is no attempt, and a do waits as long as its purchase has time.
 */
final class Turns implements Participants {

    /** After that, what has no deadline tells its history that it waits. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Participants participants;
    private final ParticipantAddresses addresses;
    private final InstantSource clock;
    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();

    Turns(Participants participants, ParticipantAddresses addresses, InstantSource clock) {
        this.participants = participants;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public Outcome call(Call call, Saga saga, Duration timeout) {
        Semaphore turns = free(call.step().service());
        if (turns.tryAcquire()) {
            return call(turns, call, saga, timeout);
        }
        try {
            Instant now = clock.instant();
            boolean hasDeadline = call instanceof Do && saga.status() == Status.RUNNING;
            Duration patience = hasDeadline ? Duration.between(now, saga.deadline()) : PATIENCE;
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)
                    ? call(turns, call, saga, saga.timeout(call, clock.instant()))
                    : new Unknown("not called: it has too many calls under way");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unknown("not called: interrupted");
        }
    }

    private Outcome call(Semaphore turns, Call call, Saga saga, Duration timeout) {
        try {
            return participants.call(call, saga, timeout);
        } finally {
            turns.release();
        }
    }

    /** Shows how many calls to each are under way. */
    void bindTo(MeterRegistry meters) {
        addresses
                .names()
                .forEach(name -> Gauge.builder("maestro.participant.calls", () -> underWay(name))
                        .tag("participant", name)
                        .description("Calls to it that are under way")
                        .register(meters));
    }

    private int underWay(String participant) {
        return addresses.address(participant).maxCalls() - free(participant).availablePermits();
    }

    private Semaphore free(String participant) {
        return free.computeIfAbsent(
                participant, name -> new Semaphore(addresses.address(name).maxCalls(), true));
    }
}
