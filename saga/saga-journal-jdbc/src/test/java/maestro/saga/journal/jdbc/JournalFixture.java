package maestro.saga.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.journal.Journal;
import maestro.saga.journal.JournalUnavailableException;
import maestro.saga.journal.Leases;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.Transition;
import maestro.saga.journal.WriteResult;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Filter;
import maestro.saga.platform.JvmPlatform;
import maestro.saga.state.Event;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The journal of one owner, opened over empty tables, and helpers to write to it. */
abstract class JournalFixture {

    static final Document INPUT = new Document("{\"customer\":\"ana\"}");
    static final Flow FLOW = Flow.sequence("purchase", 1, Duration.ofMinutes(1), List.of());
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    static final NewEvent ACCEPTED = Event.Accepted::new;
    static final NewEvent CANCEL_ASKED = (seq, at) -> new Event.CancelAsked(seq, at, "changed my mind");
    static final NewEvent UNDOING = (seq, at) -> new Event.Undoing(seq, at, "cancelled");
    static final NewEvent UNDONE = (seq, at) -> new Event.Undone(seq, at, "cancelled");
    static final NewEvent COMPLETED = Event.Completed::new;

    final BreakableDataSource database;
    final JdbcSagaRepository sagas;
    final Journal journal;
    final Leases leases;
    private final JdbcJournal jdbcJournal;
    private final List<JdbcJournal> opened = new ArrayList<>();
    private final String[] migrations;
    private final AtomicInteger ids = new AtomicInteger();

    JournalFixture(DataSource database, String... migrations) {
        this.database = new BreakableDataSource(database);
        this.migrations = migrations;
        this.jdbcJournal = open();
        this.sagas = jdbcJournal.sagas();
        this.journal = jdbcJournal.persistence().journal();
        this.leases = jdbcJournal.persistence().leases();
    }

    @BeforeEach
    void prepareTables() {
        Flyway.configure().dataSource(database).locations(migrations).load().migrate();
        var jdbc = new JdbcTemplate(database);
        List.of("saga", "history", "owner", "flow").forEach(table -> jdbc.update("delete from " + table));
    }

    @AfterEach
    void closeAll() {
        database.repair();
        opened.forEach(JdbcJournal::close);
    }

    void close() {
        jdbcJournal.close();
    }

    /** The journal of another owner over the same database. */
    JdbcJournal open() {
        var journal = JdbcJournal.open(database, JsonMapper.shared(), new JvmPlatform());
        opened.add(journal);
        return journal;
    }

    Saga accepted(@Nullable String key) {
        Saga saga = saga();
        assertThat(accept(newSaga(saga, key))).isEqualTo(WriteResult.DURABLE);
        return saga;
    }

    Saga saga() {
        String id = "%s-7%03d-8000-000000000000".formatted(Retention.firstId(NOW), ids.getAndIncrement());
        return Saga.accepted(id, FLOW, INPUT, NOW);
    }

    static NewSaga newSaga(Saga saga, @Nullable String key) {
        return new NewSaga(saga, "ana", "fingerprint", key);
    }

    WriteResult accept(NewSaga saga) {
        try {
            return journal.accept(saga).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof JournalUnavailableException unavailable ? unavailable : e;
        }
    }

    Saga append(Saga saga, NewEvent event) {
        Transition transition = transition(saga, event);
        var _ = journal.append(transition);
        return transition.to();
    }

    WriteResult force(Saga saga, NewEvent event) {
        return journal.force(transition(saga, event)).join();
    }

    static Transition transition(Saga saga, NewEvent event) {
        return Transition.of(saga, List.of(event.after(saga)));
    }

    /** Another owner adopts the saga. */
    WriteResult adopt(Saga saga, JdbcJournal adopter) {
        return adopter.persistence().journal().force(adoption(saga)).join();
    }

    static Transition adoption(Saga saga) {
        var event = new Event.Adopted(saga.seq() + 1, NOW, "its owner has no lease");
        return new Transition(saga, saga.ownedBy(saga.epoch() + 1).with(event), List.of(event));
    }

    List<Event> history(Saga saga) {
        return sagas.history(saga.id()).events();
    }

    List<String> page(List<Status> statuses, @Nullable String text, @Nullable String after) {
        return ids(new Filter(statuses, null, text, null, after, 10));
    }

    List<String> ids(Filter filter) {
        return sagas.page(filter).stream().map(row -> row.id()).toList();
    }

    /** Makes the same call many times at the same time, and returns all results. */
    static <T> List<T> concurrently(int count, ThrowingFunction<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, count)
                    .mapToObj(i -> (Callable<T>) () -> call.apply(i))
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    interface ThrowingFunction<T> {
        T apply(int index) throws Exception;
    }

    interface NewEvent {
        Event of(int seq, Instant at);

        default Event after(Saga saga) {
            return of(saga.seq() + 1, NOW);
        }
    }
}
