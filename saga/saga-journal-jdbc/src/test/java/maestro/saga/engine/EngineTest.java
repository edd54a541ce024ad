package maestro.saga.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Flows;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import maestro.saga.flow.Step.RetryPolicy;
import maestro.saga.journal.BatchWriter;
import maestro.saga.journal.GroupCommitJournal;
import maestro.saga.journal.HighWater;
import maestro.saga.journal.Journal;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.Transition;
import maestro.saga.journal.jdbc.JdbcBatchWriter;
import maestro.saga.journal.jdbc.JdbcLeases;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.JdbcStore;
import maestro.saga.platform.JvmPlatform;
import maestro.saga.platform.Platform;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Command;
import maestro.saga.state.Command.Answer;
import maestro.saga.state.Command.Move;
import maestro.saga.state.Command.Settled;
import maestro.saga.state.Event;
import maestro.saga.state.EventType;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The engine over a real journal and participants that do what the test says; a process is an engine of its own. */
class EngineTest {

    private static final Backoff SHORT = new Backoff(Duration.ofMillis(20), Duration.ofMillis(20));
    private static final RetryPolicy PATIENCE = new RetryPolicy(3, SHORT, SHORT);
    private static final Flow FLOW =
            Flow.sequence("test", 1, Duration.ofMinutes(1), List.of(step("a"), step("b"), step("c")));

    private final DataSource database = database();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Call, Outcome>> answers = new ConcurrentHashMap<>();
    private final Orchestrator first = new Orchestrator(100);

    @BeforeEach
    void migrate() {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/journal")
                .load()
                .migrate();
    }

    @AfterEach
    void close() {
        first.stop();
    }

    @Test
    void runsEveryStepInOrder() {
        assertThat(outcome(buy(first))).isEqualTo(Status.COMPLETED);

        assertThat(calls).containsExactly("do a", "do b", "do c");
    }

    @Test
    void undoesInReverseWhatWasDone() {
        answers.put("do c", _ -> new Refused("NO", "no"));

        assertThat(outcome(buy(first))).isEqualTo(Status.UNDONE);

        assertThat(calls).containsExactly("do a", "do b", "do c", "undo c", "undo b", "undo a");
    }

    @Test
    void triesAnUndoUntilItIsConfirmed() {
        answers.put("do a", _ -> new Refused("NO", "no"));
        answers.put("undo a", call -> call.attempt() < 15 ? new Unknown("down") : done(call));

        assertThat(outcome(buy(first))).isEqualTo(Status.UNDONE);

        assertThat(history()).extracting(Event::type).containsOnlyOnce(EventType.NEEDS_ATTENTION);
        assertThat(calls).hasSize(16);
    }

    @Test
    void keepsTheWholeHistory() {
        answers.put("do b", call -> call.attempt() == 1 ? new Unknown("slow") : new Refused("NO", "no"));

        outcome(buy(first));

        assertThat(history())
                .extracting(Event::type)
                .containsExactly(
                        EventType.ACCEPTED,
                        EventType.DO_DONE,
                        EventType.DO_UNKNOWN,
                        EventType.DO_REFUSED,
                        EventType.UNDOING,
                        EventType.UNDO_DONE,
                        EventType.UNDO_DONE,
                        EventType.UNDONE);
        assertThat(history()).extracting(Event::seq).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void resumesAfterARestartWithTheSameId() throws Exception {
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        answers.put("do b", call -> {
            reached.countDown();
            await(release);
            return new Unknown("the process died");
        });
        var start = buy(first);
        await(reached);
        answers.remove("do b");
        first.isPaused = true;
        var second = new Orchestrator(100);
        second.engine.open();

        Status status = second.outcome(start.saga().id());
        release.countDown();

        assertThat(status).isEqualTo(Status.COMPLETED);
        assertThat(first.sagas.find(start.saga().id()))
                .hasValueSatisfying(row -> assertThat(row.epoch()).isEqualTo(2));
        assertThat(start.ending().get().owned()).isFalse();
        assertThat(history()).extracting(Event::type).contains(EventType.ADOPTED);
        second.stop();
    }

    @Test
    void stopsAtOnceWhenItsSagaWasTakenOver() throws Exception {
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        answers.put("do c", call -> {
            if (reached.getCount() == 0) {
                return done(call);
            }
            reached.countDown();
            await(release);
            return new Refused("NO", "an answer that comes too late to decide anything");
        });
        var start = buy(first);
        await(reached);
        first.isPaused = true;
        var second = new Orchestrator(100);
        second.engine.open();
        assertThat(second.outcome(start.saga().id())).isEqualTo(Status.COMPLETED);

        release.countDown();

        assertThat(start.ending().get().owned()).isFalse();
        assertThat(calls).noneMatch(call -> call.startsWith("undo"));
        assertThat(first.sagas.find(start.saga().id()))
                .hasValueSatisfying(row -> assertThat(row.status()).isEqualTo(Status.COMPLETED));
        second.stop();
    }

    @Test
    void leavesToALivingOwnerWhatItHolds() throws Exception {
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        answers.put("do b", call -> {
            reached.countDown();
            await(release);
            return done(call);
        });
        first.engine.open();
        var start = buy(first);
        await(reached);
        var second = new Orchestrator(100);
        second.engine.open();

        Awaitility.await().until(() -> second.looks.get() > 5);
        release.countDown();

        assertThat(outcome(start)).isEqualTo(Status.COMPLETED);
        assertThat(history()).extracting(Event::type).doesNotContain(EventType.ADOPTED);
        second.stop();
    }

    @Test
    void undoesACompletedPurchaseAsAWhole() throws Exception {
        var start = buy(first);
        outcome(start);

        assertThat(cancel(first, start)).isInstanceOf(Move.class);

        assertThat(first.outcome(start.saga().id())).isEqualTo(Status.UNDONE);
        assertThat(calls).endsWith("undo c", "undo b", "undo a");
    }

    @Test
    void undoesOnceHoweverManyCancelAtOnce() throws Exception {
        var start = buy(first);
        outcome(start);

        var threads = Stream.generate(() -> Thread.startVirtualThread(() -> {
                    assertThat(cancel(first, start)).isInstanceOfAny(Move.class, Settled.class);
                }))
                .limit(30)
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(first.outcome(start.saga().id(), Status.UNDONE)).isEqualTo(Status.UNDONE);
        assertThat(calls).containsExactly("do a", "do b", "do c", "undo c", "undo b", "undo a");
    }

    @Test
    void undoesAPurchaseThatCompletesWhileItIsBeingCancelled() throws Exception {
        var cancelled = new CompletableFuture<Answer>();
        first.onForce = transition -> {
            if (transition.to().status() == Status.COMPLETED) {
                Thread.startVirtualThread(() -> cancelled.complete(cancel(first, transition.id())));
            }
        };

        var start = buy(first);

        assertThat(outcome(start)).isEqualTo(Status.COMPLETED);
        assertThat(cancelled.get()).isInstanceOf(Move.class);
        assertThat(first.outcome(start.saga().id(), Status.UNDONE)).isEqualTo(Status.UNDONE);
        assertThat(calls).containsExactly("do a", "do b", "do c", "undo c", "undo b", "undo a");
    }

    @Test
    void undoesARunningPurchaseWhenCancelled() throws Exception {
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        answers.put("do b", call -> {
            reached.countDown();
            await(release);
            return done(call);
        });
        var start = buy(first);
        await(reached);

        var answer = new CompletableFuture<Answer>();
        var asking = Thread.startVirtualThread(() -> answer.complete(cancel(first, start)));
        Awaitility.await("for its turn").until(asking::getState, Thread.State.WAITING::equals);
        release.countDown();

        assertThat(answer.get()).isInstanceOf(Move.class);
        assertThat(outcome(start)).isEqualTo(Status.UNDONE);
        assertThat(calls).startsWith("do a", "do b").endsWith("undo b", "undo a");
    }

    @Test
    void cancelsWhatAnotherProcessRuns() throws Exception {
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        answers.put("do b", call -> {
            reached.countDown();
            await(release);
            return done(call);
        });
        first.engine.open();
        var start = buy(first);
        await(reached);
        var second = new Orchestrator(100);

        assertThat(cancel(second, start)).isInstanceOf(Move.class);
        release.countDown();

        assertThat(first.outcome(start.saga().id())).isEqualTo(Status.UNDONE);
        assertThat(start.ending().get().owned()).isFalse();
        assertThat(calls).containsSubsequence("undo c", "undo b", "undo a");
        second.stop();
    }

    @Test
    void endsAnUndoThatAnotherProcessRepeatsWithoutEndWhenAnOperatorSaysSo() throws Exception {
        answers.put("do a", _ -> new Refused("NO", "no"));
        answers.put("undo a", _ -> new Unknown("down"));
        first.engine.open();
        var start = buy(first);
        String id = start.saga().id();
        Awaitility.await().until(() -> first.sagas.find(id).orElseThrow().needsAttention());
        var second = new Orchestrator(100);

        assertThat(second.engine.ask(id, new Command.Resolve("done by hand"))).containsInstanceOf(Move.class);

        assertThat(start.ending().get(20, TimeUnit.SECONDS).owned())
                .as("notices")
                .isFalse();
        assertThat(first.sagas.find(id))
                .hasValueSatisfying(row -> assertThat(row.status()).isEqualTo(Status.RESOLVED));
        second.stop();
    }

    @Test
    void setsAsideWhatItCannotReadAndGoesOnWithTheOthers() throws Exception {
        answers.put("do b", _ -> new Unknown("down"));
        answers.put("undo a", _ -> new Unknown("down"));
        first.engine.open();
        String poisoned = buy(first).saga().id();
        String other = buy(first).saga().id();
        Awaitility.await().until(() -> first.sagas.history(poisoned).events().size() > 3);
        first.stop();
        new JdbcTemplate(database).update("update history set events = 'poison' where saga = ?", poisoned);
        answers.clear();
        var second = new Orchestrator(100);
        second.engine.open();

        assertThat(second.outcome(other)).isEqualTo(Status.UNDONE);
        Awaitility.await().until(() -> second.sagas.find(poisoned).orElseThrow().needsAttention());
        assertThat(second.sagas.find(poisoned))
                .hasValueSatisfying(row -> assertThat(row.reason()).contains("set aside"));
        second.stop();
    }

    @Test
    void takesUpAgainARunThatBrokeOff() {
        answers.put("do b", call -> {
            if (calls.stream().filter("do b"::equals).count() == 1) {
                throw new IllegalStateException("an error of ours");
            }
            return done(call);
        });
        first.engine.open();
        var start = buy(first);

        assertThat(first.outcome(start.saga().id())).isEqualTo(Status.COMPLETED);
        assertThat(history()).extracting(Event::type).contains(EventType.ADOPTED);
    }

    @Test
    void runsWhatTurnsOutToBeDurableAfterItsClientHadToGo() throws Exception {
        var slow = new Orchestrator(100);
        slow.acceptsAfter = new CompletableFuture<>();

        assertThat(slow.engine.start(purchase(null))).isInstanceOf(StartResult.Unknown.class);
        assertThat(calls).isEmpty();
        slow.acceptsAfter.complete(null);

        Awaitility.await().until(() -> !slow.sagas.after("", 1).isEmpty());
        assertThat(slow.outcome(only())).isEqualTo(Status.COMPLETED);
        slow.stop();
    }

    @Test
    void turnsAwayWhatIsTooMuch() throws Exception {
        var release = new CountDownLatch(1);
        answers.put("do a", call -> {
            await(release);
            return done(call);
        });
        var small = new Orchestrator(1);
        var taken = buy(small);

        assertThat(small.engine.start(purchase(null))).isInstanceOf(StartResult.TurnedAway.class);

        release.countDown();
        outcome(taken);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(small.engine.start(purchase(null))).isInstanceOf(StartResult.Started.class));
        small.stop();
    }

    @Test
    void startsOnePurchaseForAKey() throws Exception {
        assertThat(first.engine.start(purchase("key"))).isInstanceOf(StartResult.Started.class);
        assertThat(first.engine.start(purchase("key"))).isInstanceOf(StartResult.KeyTaken.class);
    }

    @Test
    void leavesAFlowThatItDoesNotKnowAlone() throws Exception {
        answers.put("do a", _ -> new Unknown("down"));
        answers.put("undo a", _ -> new Unknown("down"));
        var start = buy(first);
        first.stop();
        new JdbcTemplate(database).update("update saga set flow_version = 2");
        calls.clear();
        var second = new Orchestrator(100);

        second.engine.open();

        Awaitility.await().until(() -> second.looks.get() > 2);
        assertThat(second.engine.inFlight()).isZero();
        assertThat(first.sagas.find(start.saga().id()))
                .hasValueSatisfying(row -> assertThat(row.epoch()).isEqualTo(1));
        second.stop();
    }

    private String only() {
        return first.sagas.after("", 1).getFirst().id();
    }

    private List<Event> history() {
        return first.sagas.history(only()).events();
    }

    private static StartResult.Started buy(Orchestrator process) {
        try {
            return (StartResult.Started) process.engine.start(purchase(null));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer cancel(Orchestrator process, StartResult.Started start) {
        return cancel(process, start.saga().id());
    }

    private static Answer cancel(Orchestrator process, String id) {
        try {
            return process.engine.ask(id, new Command.Cancel("changed my mind")).orElseThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SagaRequest purchase(@Nullable String key) {
        return new SagaRequest("ana", new Document("{\"customer\":\"ana\"}"), "fingerprint", key);
    }

    private static Status outcome(StartResult.Started start) {
        return start.ending().orTimeout(20, TimeUnit.SECONDS).join().saga().status();
    }

    private Outcome answer(Call call, Saga saga, Duration timeout) {
        String name = (call instanceof Do ? "do " : "undo ") + call.step().name();
        calls.add(name);
        return answers.getOrDefault(name, EngineTest::done).apply(call);
    }

    private static Done done(Call call) {
        return new Done(
                JsonNodeFactory.instance.objectNode().put("by", call.step().name()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Step step(String name) {
        return new Step(name, name, Kind.COMPENSATABLE, Duration.ofSeconds(20), PATIENCE);
    }

    private static DataSource database() {
        var database = new JdbcDataSource();
        database.setURL(
                "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
        return database;
    }

    /** An orchestrator's process: an owner, a journal and an engine over the database that all share. */
    private final class Orchestrator {
        private final Platform platform = new JvmPlatform();
        private final JdbcSagaRepository sagas =
                new JdbcSagaRepository(JdbcClient.create(database), JsonMapper.shared());
        private final GroupCommitJournal journal = new GroupCommitJournal(store(), platform);
        private final Engine engine;
        private final AtomicInteger looks = new AtomicInteger();
        private volatile Consumer<Transition> onForce = _ -> {};
        private volatile CompletableFuture<Void> acceptsAfter = CompletableFuture.completedFuture(null);
        private volatile boolean isPaused;

        Orchestrator(int maxInFlight) {
            var settings = new EngineSettings(
                    maxInFlight, Duration.ofMillis(500), Duration.ZERO, Duration.ofMillis(600), Duration.ofMillis(50));
            engine = new Engine(hooked(), EngineTest.this::answer, Flows.of(List.of(FLOW)), settings, platform);
        }

        private BatchWriter store() {
            String owner = UUID.randomUUID().toString();
            var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
            return new JdbcStore(
                    new JdbcBatchWriter(owner, sagas, new JdbcTemplate(database), transaction, JsonMapper.shared()),
                    sagas,
                    new JdbcLeases(owner, sagas, JdbcClient.create(database)),
                    HighWater.beside(""));
        }

        /** The journal, with the test looking over its shoulder. */
        private Journal hooked() {
            return (Journal) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Journal.class}, (_, method, arguments) -> {
                        switch (method.getName()) {
                            case "orphans" -> looks.incrementAndGet();
                            case "renewLease" -> assertThat(isPaused).isFalse();
                            default -> {}
                        }
                        if (method.getName().equals("accept")) {
                            return acceptsAfter.thenCompose(_ -> journal.accept((NewSaga) arguments[0]));
                        }
                        Object result = method.invoke(journal, arguments);
                        if (method.getName().equals("force")) {
                            onForce.accept((Transition) arguments[0]);
                        }
                        return result;
                    });
        }

        /** What the journal says once it is final: the run itself may be over before anybody asks for it. */
        Status outcome(String id) {
            return Awaitility.await().until(() -> sagas.find(id).orElseThrow().status(), Status::isFinal);
        }

        Status outcome(String id, Status expected) {
            return Awaitility.await().until(() -> sagas.find(id).orElseThrow().status(), expected::equals);
        }

        void stop() {
            try {
                engine.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            journal.close();
        }
    }
}
