package maestro.saga.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import maestro.saga.client.ParticipantAddresses.Address;
import maestro.saga.engine.Participants;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import maestro.saga.flow.Step.RetryPolicy;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Saga;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

/** Faults 30 and 40: a slow participant holds its own callers only, and many callers reach it a few at a time. */
class BulkheadTest {

    private static final Step CD = step("cd");
    private static final Step STOCK = step("stock");
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Outcome DONE = new Done(StringNode.valueOf("done"));

    private final BlockingQueue<Duration> timeouts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Outcome> answer = new CompletableFuture<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private volatile Instant now = BEGUN;

    @Test
    void letsNoMoreThanSoManyCallAtOnceAndTheOthersWait() throws Exception {
        Participants turns = turns();
        var calls = Stream.generate(() -> async(turns, CD, saga(Duration.ofMinutes(1))))
                .limit(20)
                .toList();
        await().until(() -> timeouts.size() == 2);

        assertThat(underWay("cd")).isEqualTo(2);
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        answer.complete(DONE);

        for (var call : calls) {
            assertThat(call.get()).isEqualTo(DONE);
        }
        assertThat(timeouts).hasSize(20);
        assertThat(underWay("cd")).isZero();
    }

    @Test
    void keepsOthersOutOfTheWayOfASlowOne() {
        Participants turns = turns();
        var slow = Stream.generate(() -> async(turns, CD, saga(Duration.ofMinutes(1))))
                .limit(3)
                .toList();
        await().until(() -> timeouts.size() == 2);

        var other = async(turns, STOCK, saga(Duration.ofMinutes(1)));

        await().until(() -> timeouts.size() == 3);
        answer.complete(DONE);
        assertThat(other.join()).isEqualTo(DONE);
        slow.forEach(CompletableFuture::join);
    }

    @Test
    void doesNotCallForAPurchaseWhoseTimeIsOver() {
        Participants turns = turns();
        var before = Stream.generate(() -> async(turns, CD, saga(Duration.ofMinutes(1))))
                .limit(2)
                .toList();
        await().until(() -> timeouts.size() == 2);

        assertThat(turns.call(new Do(CD, 1), saga(Duration.ofMillis(20)), CD.timeout()))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.detail()).contains("not called"));
        assertThat(timeouts).hasSize(2);
        answer.complete(DONE);
        before.forEach(CompletableFuture::join);
    }

    @Test
    void leavesWhoHasWaitedNoMoreThanTheTimeThatIsLeft() throws Exception {
        Participants turns = turns();
        var before = Stream.generate(() -> async(turns, CD, saga(Duration.ofMinutes(1))))
                .limit(2)
                .toList();
        assertThat(List.of(timeouts.take(), timeouts.take())).containsOnly(CD.timeout());
        Thread waiting = Thread.ofVirtual().start(() -> {
            var _ = turns.call(new Do(CD, 1), saga(Duration.ofMinutes(1)), CD.timeout());
        });
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        now = BEGUN.plusSeconds(59);
        answer.complete(DONE);

        assertThat(timeouts.take()).isEqualTo(Duration.ofSeconds(1));
        before.forEach(CompletableFuture::join);
        waiting.join();
    }

    private double underWay(String name) {
        return meters.get("maestro.participant.calls")
                .tag("participant", name)
                .gauge()
                .value();
    }

    private Participants turns() {
        var address = new Address(URI.create("http://participant.invalid"), 2);
        var addresses = new ParticipantAddresses(Map.of("cd", address, "stock", address));
        InstantSource clock = () -> now;
        var turns = new Bulkhead(this::answer, addresses, clock);
        turns.bindTo(meters);
        return turns;
    }

    private Outcome answer(Call call, Saga saga, Duration timeout) {
        timeouts.add(timeout);
        return answer.join();
    }

    private static CompletableFuture<Outcome> async(Participants turns, Step step, Saga saga) {
        var outcome = new CompletableFuture<Outcome>();
        Thread.ofVirtual().start(() -> outcome.complete(turns.call(new Do(step, 1), saga, step.timeout())));
        return outcome;
    }

    private static Saga saga(Duration deadline) {
        return Saga.accepted(
                "id-1",
                Flow.sequence("test", 1, deadline, List.of(CD, STOCK)),
                new Document("{\"customer\":\"ana\"}"),
                BEGUN);
    }

    private static Step step(String service) {
        var backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
        return new Step(
                service, service, Kind.COMPENSATABLE, Duration.ofSeconds(2), new RetryPolicy(3, backoff, backoff));
    }
}
