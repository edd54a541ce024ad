package maestro.saga.client;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import maestro.saga.engine.Participants;
import maestro.saga.state.Call;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Saga;

/**
 * Limits the number of concurrent calls per participant. Further calls wait in order of arrival, at most for {@link
 * CallLimits#total}. A slow participant takes no capacity from the others, and thousands of adopted sagas do not call
 * one participant at the same time. {@link CallLimits#total} also bounds a call that did not wait.
 *
 * <p>No library is used: the bulkheads of libraries wait for a fixed time, whereas each call here has its own limit.
 */
final class Bulkhead implements Participants {

    private final Participants participants;
    private final ParticipantAddresses addresses;
    private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();

    Bulkhead(Participants participants, ParticipantAddresses addresses) {
        this.participants = participants;
        this.addresses = addresses;
    }

    @Override
    public Outcome call(Call call, Saga saga, CallLimits limits) {
        Semaphore permit = permits(call.step().service());
        long began = System.nanoTime();
        try {
            if (!permit.tryAcquire() && !permit.tryAcquire(limits.total().toNanos(), TimeUnit.NANOSECONDS)) {
                return new Unknown("not called: too many calls to this participant are in flight");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unknown("not called: interrupted");
        }
        try {
            Duration timeout = limits.timeoutAfter(Duration.ofNanos(System.nanoTime() - began));
            return timeout.isPositive()
                    ? participants.call(call, saga, new CallLimits(timeout, timeout))
                    : new Unknown("not called: no time is left");
        } finally {
            permit.release();
        }
    }

    void bindTo(MeterRegistry meters) {
        addresses
                .names()
                .forEach(name -> Gauge.builder("maestro.participant.calls", () -> inFlight(name))
                        .tag("participant", name)
                        .description("Calls to the participant that are in flight")
                        .register(meters));
    }

    private int inFlight(String participant) {
        return addresses.address(participant).maxCalls() - permits(participant).availablePermits();
    }

    private Semaphore permits(String participant) {
        return permits.computeIfAbsent(
                participant, name -> new Semaphore(addresses.address(name).maxCalls(), true));
    }
}
