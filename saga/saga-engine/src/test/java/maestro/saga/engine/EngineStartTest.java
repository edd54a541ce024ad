package maestro.saga.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import maestro.saga.engine.StartResult.DuplicateKey;
import maestro.saga.engine.StartResult.Rejected;
import maestro.saga.engine.StartResult.Started;
import maestro.saga.engine.StartResult.Unknown;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Flows;
import maestro.saga.flow.Step;
import maestro.saga.journal.Journal;
import maestro.saga.journal.JournalUnavailableException;
import maestro.saga.journal.Leases;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.Persistence;
import maestro.saga.journal.SagaRepository;
import maestro.saga.journal.Transition;
import maestro.saga.journal.WriteResult;
import maestro.saga.platform.JvmPlatform;
import maestro.saga.platform.Platform;
import maestro.saga.state.Call;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** The waits of a request to start a saga. */
class EngineStartTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Step STEP = new Step(
            "a",
            "a",
            Step.Kind.COMPENSATABLE,
            LONG,
            new Step.RetryPolicy(3, new Backoff(SHORT, SHORT), new Backoff(SHORT, SHORT)));
    private static final Flow FLOW = Flow.sequence("purchase", 1, LONG, List.of(STEP));
    private static final SagaRequest REQUEST = new SagaRequest("ana", new Document("{}"), "fingerprint", null);

    private final CompletableFuture<WriteResult> acceptance = new CompletableFuture<>();
    private final CountDownLatch replied = new CountDownLatch(1);
    private final CountingPlatform platform = new CountingPlatform();

    @AfterEach
    void reply() {
        replied.countDown();
    }

    @Test
    void waitsOnceForTheResult() throws Exception {
        acceptance.completeAsync(() -> WriteResult.DURABLE, CompletableFuture.delayedExecutor(50, MILLISECONDS));
        CompletableFuture.delayedExecutor(100, MILLISECONDS).execute(replied::countDown);

        var started = (Started) engine(LONG).start(REQUEST, LONG);

        assertThat(started.result()).isCompleted();
        assertThat(started.result().join().saga().status()).isEqualTo(Status.COMPLETED);
        assertThat(platform.waits).hasValue(1);
    }

    @Test
    void waitsForTheJournalWithoutAWaitForTheResult() throws Exception {
        acceptance.completeAsync(() -> WriteResult.DURABLE, CompletableFuture.delayedExecutor(50, MILLISECONDS));

        var started = (Started) engine(LONG).start(REQUEST);

        assertThat(started.result()).isNotDone();
    }

    @Test
    void returnsARunningSagaAfterTheWait() throws Exception {
        acceptance.complete(WriteResult.DURABLE);

        var started = (Started) engine(LONG).start(REQUEST, SHORT);

        assertThat(started.result()).isNotDone();
    }

    @Test
    void waitsForTheResultLongerThanForTheJournal() throws Exception {
        acceptance.complete(WriteResult.DURABLE);
        CompletableFuture.delayedExecutor(300, MILLISECONDS).execute(replied::countDown);

        var started = (Started) engine(SHORT).start(REQUEST, LONG);

        assertThat(started.result()).isCompleted();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 60_000})
    void isUnknownWithoutAnAnswerOfTheJournal(long waitMs) throws Exception {
        assertThat(engine(SHORT).start(REQUEST, Duration.ofMillis(waitMs))).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 60_000})
    void reportsADuplicateKey(long waitMs) throws Exception {
        acceptance.completeAsync(() -> WriteResult.DUPLICATE, CompletableFuture.delayedExecutor(50, MILLISECONDS));

        assertThat(engine(LONG).start(REQUEST, Duration.ofMillis(waitMs))).isInstanceOf(DuplicateKey.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 60_000})
    void rejectsWithoutAJournal(long waitMs) throws Exception {
        acceptance.completeExceptionally(new JournalUnavailableException(new IllegalStateException("down")));

        assertThat(engine(LONG).start(REQUEST, Duration.ofMillis(waitMs))).isInstanceOf(Rejected.class);
    }

    private Engine engine(Duration acceptanceTimeout) {
        var settings = new EngineSettings(null, acceptanceTimeout, null, null, null);
        var persistence = new Persistence(new AcceptingJournal(), unused(SagaRepository.class), unused(Leases.class));
        return new Engine(persistence, this::call, Flows.of(List.of(FLOW)), settings, platform);
    }

    private Outcome call(Call call, Saga saga, CallLimits limits) {
        try {
            replied.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Outcome.Done(JsonNodeFactory.instance.objectNode());
    }

    private static <T> T unused(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, _) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }

    /** Answers a new saga when the test decides, and every later record at once. */
    private final class AcceptingJournal implements Journal {

        @Override
        public CompletableFuture<WriteResult> accept(NewSaga saga) {
            return acceptance;
        }

        @Override
        public CompletableFuture<WriteResult> force(Transition transition) {
            return CompletableFuture.completedFuture(WriteResult.DURABLE);
        }

        @Override
        public CompletableFuture<WriteResult> append(Transition transition) {
            return CompletableFuture.completedFuture(WriteResult.DURABLE);
        }
    }

    /** The JVM's platform. Counts the waits of the thread that starts a saga. */
    private static final class CountingPlatform implements Platform {

        private final Platform jvm = new JvmPlatform();
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger waits = new AtomicInteger();

        @Override
        public Instant now() {
            return jvm.now();
        }

        @Override
        public double random() {
            return jvm.random();
        }

        @Override
        public String newId() {
            return jvm.newId();
        }

        @Override
        public void start(String name, Runnable task) {
            jvm.start(name, task);
        }

        @Override
        public boolean await(CompletableFuture<?> future, Duration timeout) throws InterruptedException {
            if (Thread.currentThread().equals(caller) && !future.isDone()) {
                waits.incrementAndGet();
            }
            return jvm.await(future, timeout);
        }
    }
}
