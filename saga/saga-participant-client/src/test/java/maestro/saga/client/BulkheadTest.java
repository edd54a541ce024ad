package maestro.saga.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import maestro.saga.client.ParticipantAddresses.Address;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import maestro.saga.flow.Step.RetryPolicy;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Saga;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

/**
 * Faults 30 and 40. Two calls per participant are allowed at the same time, and each call blocks until the test ends
 * it.
 */
class BulkheadTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final CallLimits LIMITS = new CallLimits(TIMEOUT, Duration.ofMinutes(1));
    private static final Step CD = step("cd");
    private static final Step STOCK = step("stock");
    private static final Saga SAGA = Saga.accepted(
            "id-1",
            Flow.sequence("test", 1, Duration.ofMinutes(1), List.of(CD, STOCK)),
            new Document("{\"customer\":\"ana\"}"),
            Instant.parse("2026-01-01T00:00:00Z"));
    private static final Outcome DONE = new Done(StringNode.valueOf("done"));

    /** The timeouts of the calls that were made. */
    private final BlockingQueue<Duration> timeouts = new LinkedBlockingQueue<>();

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Bulkhead bulkhead = bulkhead();

    @Test
    void limitsConcurrentCallsOfAParticipant() throws Exception {
        var calls = start(20, CD);
        await().until(() -> timeouts.size() == 2);

        assertThat(inFlight("cd")).isEqualTo(2);
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        outcome.complete(DONE);

        for (var call : calls) {
            assertThat(call.get()).isEqualTo(DONE);
        }
        assertThat(timeouts).hasSize(20).containsOnly(TIMEOUT);
        assertThat(inFlight("cd")).isZero();
    }

    @Test
    void doesNotLimitOneParticipantByTheCallsOfAnother() {
        var slow = start(3, CD);
        await().until(() -> timeouts.size() == 2);

        var other = start(1, STOCK);

        await().until(() -> timeouts.size() == 3);
        outcome.complete(DONE);
        assertThat(other.getFirst().join()).isEqualTo(DONE);
        slow.forEach(CompletableFuture::join);
    }

    @Test
    void returnsUnknownWithoutACallAfterTheTotal() {
        var calls = start(2, CD);
        await().until(() -> timeouts.size() == 2);
        long began = System.nanoTime();

        Outcome waited = bulkhead.call(new Do(CD, 1), SAGA, new CallLimits(TIMEOUT, Duration.ofMillis(50)));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        assertIsNotCalled(waited);
        assertThat(timeouts).hasSize(2);
        outcome.complete(DONE);
        calls.forEach(CompletableFuture::join);
    }

    @Test
    void shortensTheCallByTheWait() throws Exception {
        var calls = start(2, CD);
        assertThat(List.of(timeouts.take(), timeouts.take())).containsOnly(TIMEOUT);
        var limits = new CallLimits(Duration.ofMinutes(1), Duration.ofMinutes(1));
        Thread waiting = Thread.startVirtualThread(() -> {
            var _ = bulkhead.call(new Do(CD, 1), SAGA, limits);
        });
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        Thread.sleep(100);
        outcome.complete(DONE);

        assertThat(timeouts.take()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(59_900));
        calls.forEach(CompletableFuture::join);
        waiting.join();
    }

    /** A do must not last beyond the deadline of its saga. */
    @Test
    void boundsACallThatDoesNotWaitByTheTotal() {
        outcome.complete(DONE);

        assertThat(bulkhead.call(new Do(CD, 1), SAGA, new CallLimits(TIMEOUT, Duration.ofSeconds(1))))
                .isEqualTo(DONE);

        assertThat(timeouts)
                .singleElement()
                .satisfies(timeout -> assertThat(timeout).isBetween(Duration.ZERO, Duration.ofSeconds(1)));
    }

    @Test
    void doesNotCallWithoutTime() {
        assertIsNotCalled(bulkhead.call(new Do(CD, 1), SAGA, new CallLimits(TIMEOUT, Duration.ZERO)));
        assertIsNotCalled(bulkhead.call(new Do(CD, 1), SAGA, new CallLimits(TIMEOUT, Duration.ofMillis(-5))));
        assertThat(timeouts).isEmpty();
        assertThat(inFlight("cd")).isZero();
    }

    @Test
    void releasesThePermitAfterAnException() {
        outcome.completeExceptionally(new IllegalStateException("a defect"));

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> bulkhead.call(new Do(CD, 1), SAGA, LIMITS))
                    .isInstanceOf(CompletionException.class);
        }
        assertThat(inFlight("cd")).isZero();
    }

    private static void assertIsNotCalled(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.detail()).startsWith("not called"));
    }

    private double inFlight(String participant) {
        return meters.get("maestro.participant.calls")
                .tag("participant", participant)
                .gauge()
                .value();
    }

    private Bulkhead bulkhead() {
        var address = new Address(URI.create("http://participant.invalid"), 2);
        var addresses = new ParticipantAddresses(Map.of("cd", address, "stock", address));
        var bulkhead = new Bulkhead(this::call, addresses);
        bulkhead.bindTo(meters);
        return bulkhead;
    }

    private Outcome call(Call call, Saga saga, CallLimits limits) {
        timeouts.add(limits.timeout());
        return outcome.join();
    }

    private List<CompletableFuture<Outcome>> start(int count, Step step) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> bulkhead.call(new Do(step, 1), SAGA, LIMITS), Thread::startVirtualThread))
                .limit(count)
                .toList();
    }

    private static Step step(String service) {
        var backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
        return new Step(service, service, Kind.COMPENSATABLE, TIMEOUT, new RetryPolicy(3, backoff, backoff));
    }
}
