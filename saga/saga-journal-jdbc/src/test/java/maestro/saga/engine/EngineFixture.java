package maestro.saga.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import maestro.saga.engine.CommandOutcome.Handled;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import maestro.saga.flow.Step.RetryPolicy;
import maestro.saga.journal.SagaRow;
import maestro.saga.state.Command;
import maestro.saga.state.Event;
import maestro.saga.state.Status;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.JdbcTemplate;

/** Processes with an engine each, over one H2 journal and the same stubbed participants. */
abstract class EngineFixture {

    static final Flow FLOW = Flow.sequence(
            "test",
            1,
            Duration.ofMinutes(1),
            List.of(step("a", Kind.COMPENSATABLE), step("b", Kind.COMPENSATABLE), step("c", Kind.COMPENSATABLE)));

    static final Flow FLOW_WITH_PIVOT = Flow.sequence(
            "pivot",
            1,
            Duration.ofMinutes(1),
            List.of(step("a", Kind.COMPENSATABLE), step("p", Kind.PIVOT), step("r", Kind.RETRIABLE)));

    final DataSource database = database();
    final JdbcTemplate jdbc = new JdbcTemplate(database);
    final StubParticipants participants = new StubParticipants();
    final List<String> calls = participants.calls();
    private final List<EngineProcess> processes = new ArrayList<>();
    final EngineProcess first = process();

    @BeforeEach
    void migrate() {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/journal")
                .load()
                .migrate();
    }

    @AfterEach
    void stopAll() {
        processes.forEach(EngineProcess::stop);
    }

    EngineProcess process() {
        return process(100);
    }

    EngineProcess process(int maxInFlight) {
        var process = new EngineProcess(database, participants, List.of(FLOW_WITH_PIVOT, FLOW), maxInFlight);
        processes.add(process);
        return process;
    }

    static StartResult.Started start(EngineProcess process) {
        return (StartResult.Started) tryStart(process, null);
    }

    static StartResult tryStart(EngineProcess process, @Nullable String key) {
        var request = new SagaRequest("ana", new Document("{\"customer\":\"ana\"}"), "fingerprint", key);
        try {
            return process.engine.start(request);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Command.Result cancel(EngineProcess process, String id) {
        return ((Handled) execute(process, id, new Command.Cancel("changed my mind"))).result();
    }

    static CommandOutcome execute(EngineProcess process, String id, Command command) {
        try {
            return process.engine.execute(id, command);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Status status(StartResult.Started start) {
        return result(start).saga().status();
    }

    /** The result of the run in the process that has started the saga. */
    static SagaResult result(StartResult.Started start) {
        return start.result().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** The final status in the journal. The run that reaches it may be any process's. */
    Status finalStatus(String id) {
        return eventually().until(() -> row(id).status(), Status::isFinal);
    }

    void awaitStatus(String id, Status status) {
        eventually().untilAsserted(() -> assertThat(row(id).status()).isEqualTo(status));
    }

    SagaRow row(String id) {
        return first.sagas.find(id).orElseThrow();
    }

    List<Event> history(String id) {
        return first.sagas.history(id).events();
    }

    /** The id of the only saga in the journal. */
    String onlyId() {
        var rows = first.sagas.after("", 2);
        assertThat(rows).hasSize(1);
        return rows.getFirst().id();
    }

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(20));
    }

    private static Step step(String name, Kind kind) {
        var backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(20));
        return new Step(name, name, kind, Duration.ofSeconds(20), new RetryPolicy(3, backoff, backoff));
    }

    private static DataSource database() {
        var database = new JdbcDataSource();
        database.setURL(
                "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
        return database;
    }
}
