package maestro.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import maestro.orchestrator.flow.Backoff;
import maestro.orchestrator.flow.Flow;
import maestro.orchestrator.flow.Flows;
import maestro.orchestrator.flow.Step;
import maestro.orchestrator.flow.Step.Kind;
import maestro.orchestrator.flow.Step.Patience;
import maestro.orchestrator.journal.GroupCommitJournal;
import maestro.orchestrator.journal.GroupWriter;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.journal.Sagas;
import maestro.orchestrator.journal.Transition;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Do;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.EventType;
import maestro.orchestrator.saga.Outcome;
import maestro.orchestrator.saga.Outcome.Done;
import maestro.orchestrator.saga.Outcome.Refused;
import maestro.orchestrator.saga.Outcome.Unknown;
import maestro.orchestrator.saga.Saga;
import maestro.orchestrator.saga.Status;
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

    private static final Duration PROMPTLY = Duration.ofMillis(1);
    private static final Patience PATIENCE =
            new Patience(3, new Backoff(PROMPTLY, PROMPTLY), new Backoff(PROMPTLY, PROMPTLY));
    private static final Flow FLOW =
            new Flow("test", 1, Duration.ofMinutes(1), List.of(step("a"), step("b"), step("c")));

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
    void close() throws InterruptedException {
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

        var history = first.sagas.history(only());
        assertThat(history).extracting(Event::type).containsOnlyOnce(EventType.NEEDS_ATTENTION);
        assertThat(calls).hasSize(16);
    }

    @Test
    void keepsTheWholeHistory() {
        answers.put("do b", call -> call.attempt() == 1 ? new Unknown("slow") : new Refused("NO", "no"));

        outcome(buy(first));

        assertThat(first.sagas.history(only()))
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
        assertThat(first.sagas.history(only())).extracting(Event::seq).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
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
        Thread stopping = Thread.startVirtualThread(first::stop);
        answers.remove("do b");
        var second = new Orchestrator(100);

        second.engine.recover();
        Status status = second.outcome(start.id());
        release.countDown();
        stopping.join();

        assertThat(status).isEqualTo(Status.COMPLETED);
        assertThat(first.sagas.find(start.id()))
                .hasValueSatisfying(row -> assertThat(row.epoch()).isEqualTo(2));
        assertThat(start.ending().get().owned()
                        && start.ending().get().saga().status().isFinal())
                .isFalse();
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
        var second = new Orchestrator(100);
        second.engine.recover();
        assertThat(second.outcome(start.id())).isEqualTo(Status.COMPLETED);

        release.countDown();

        assertThat(start.ending().get().owned()).isFalse();
        assertThat(calls).noneMatch(call -> call.startsWith("undo"));
        assertThat(first.sagas.find(start.id()))
                .hasValueSatisfying(row -> assertThat(row.status()).isEqualTo(Status.COMPLETED));
        second.stop();
    }

    @Test
    void undoesACompletedPurchaseAsAWhole() throws Exception {
        var start = buy(first);
        outcome(start);

        var ending =
                first.engine.cancel(start.id(), "changed my mind").orElseThrow().get();

        assertThat(ending.saga().status()).isEqualTo(Status.UNDONE);
        assertThat(calls).endsWith("undo c", "undo b", "undo a");
    }

    @Test
    void undoesOnceHoweverManyCancelAtOnce() throws Exception {
        var start = buy(first);
        outcome(start);

        var threads = Stream.generate(() -> Thread.startVirtualThread(() -> {
                    var _ = first.engine.cancel(start.id(), "changed my mind");
                }))
                .limit(30)
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        Awaitility.await()
                .untilAsserted(() -> assertThat(first.sagas.find(start.id()))
                        .hasValueSatisfying(row -> assertThat(row.status()).isEqualTo(Status.UNDONE)));
        assertThat(calls).containsExactly("do a", "do b", "do c", "undo c", "undo b", "undo a");
    }

    @Test
    void undoesAPurchaseThatCompletesWhileItIsBeingCancelled() throws Exception {
        var cancelled = new CompletableFuture<CompletableFuture<Ending>>();
        first.afterForced = transition -> {
            if (transition.to().status() == Status.COMPLETED) {
                cancelled.complete(
                        first.engine.cancel(transition.id(), "too late").orElseThrow());
            }
        };

        var start = buy(first);

        assertThat(outcome(start)).isEqualTo(Status.COMPLETED);
        assertThat(cancelled.get().get().saga().status()).isEqualTo(Status.UNDONE);
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

        var cancelled = first.engine.cancel(start.id(), "changed my mind").orElseThrow();
        release.countDown();

        assertThat(cancelled.get().saga().status()).isEqualTo(Status.UNDONE);
        assertThat(calls).containsExactly("do a", "do b", "undo b", "undo a");
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

        assertThat(small.engine.start(purchase(null))).isInstanceOf(Start.TurnedAway.class);

        release.countDown();
        outcome(taken);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(small.engine.start(purchase(null))).isInstanceOf(Start.Started.class));
        small.stop();
    }

    @Test
    void startsOnePurchaseForAKey() {
        assertThat(first.engine.start(purchase("key"))).isInstanceOf(Start.Started.class);
        assertThat(first.engine.start(purchase("key"))).isInstanceOf(Start.KeyTaken.class);
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

        second.engine.recover();

        assertThat(second.engine.inFlight()).isZero();
        assertThat(first.sagas.find(start.id()))
                .hasValueSatisfying(row -> assertThat(row.epoch()).isEqualTo(1));
        second.stop();
    }

    private String only() {
        return first.sagas.after("", 1).getFirst().id();
    }

    private static Start.Started buy(Orchestrator process) {
        return (Start.Started) process.engine.start(purchase(null));
    }

    private static NewPurchase purchase(@Nullable String key) {
        return new NewPurchase("ana", "{\"customer\":\"ana\"}", "fingerprint", key);
    }

    private static Status outcome(Start.Started start) {
        return start.ending().orTimeout(20, TimeUnit.SECONDS).join().saga().status();
    }

    private Outcome answer(Call call, Saga saga, String document, Duration timeout) {
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
        private final Sagas sagas = new Sagas(JdbcClient.create(database), JsonMapper.shared());
        private final GroupCommitJournal journal = new GroupCommitJournal(
                sagas,
                new GroupWriter(
                        UUID.randomUUID().toString(),
                        sagas,
                        new JdbcTemplate(database),
                        new TransactionTemplate(new JdbcTransactionManager(database)),
                        JsonMapper.shared()));
        private final Engine engine;
        private volatile Consumer<Transition> afterForced = _ -> {};

        Orchestrator(int maxInFlight) {
            var settings = new EngineProperties(maxInFlight, Duration.ZERO);
            engine = new Engine(
                    hooked(),
                    EngineTest.this::answer,
                    new Flows(List.of(FLOW)),
                    settings,
                    Clock.tickMillis(ZoneOffset.UTC));
        }

        /** The journal, with the test looking over its shoulder. */
        private Journal hooked() {
            return (Journal) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Journal.class}, (_, method, arguments) -> {
                        try {
                            Object result = method.invoke(journal, arguments);
                            if (method.getName().equals("force")) {
                                afterForced.accept((Transition) arguments[0]);
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause() == null ? e : e.getCause();
                        }
                    });
        }

        /** What the journal says once it is final: the run itself may be over before anybody asks for it. */
        Status outcome(String id) {
            return Awaitility.await().until(() -> sagas.find(id).orElseThrow().status(), Status::isFinal);
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
