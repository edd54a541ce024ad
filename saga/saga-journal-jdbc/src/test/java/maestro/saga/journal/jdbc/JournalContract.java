package maestro.saga.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.journal.WriteResult;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Filter;
import maestro.saga.platform.JvmPlatform;
import maestro.saga.state.Event;
import maestro.saga.state.EventType;
import maestro.saga.state.Machine;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What the journal promises, on whichever database. */
abstract class JournalContract {

    private static final Document PURCHASE = new Document("{\"customer\":\"ana\"}");
    private static final Flow FLOW = Flow.sequence("purchase", 1, Duration.ofMinutes(1), List.of());
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final BreakableDataSource database = new BreakableDataSource(database());
    private final JdbcSagaRepository sagas = new JdbcSagaRepository(JdbcClient.create(database), JsonMapper.shared());
    private final Store store = store("me");
    private final GroupCommitJournal journal = new GroupCommitJournal(store, new JvmPlatform());
    private int ids;

    /** An empty database. */
    abstract DataSource database();

    /** Where Flyway finds what makes it a journal. */
    String[] migrations() {
        return new String[] {"classpath:db/journal"};
    }

    @BeforeEach
    void migrate() {
        var flyway = Flyway.configure()
                .dataSource(database)
                .locations(migrations())
                .cleanDisabled(false)
                .load();
        flyway.clean();
        flyway.migrate();
    }

    @AfterEach
    void close() {
        database.mend();
        journal.close();
    }

    @Test
    void keepsWhatItAccepted() {
        Saga saga = accepted(null);

        assertThat(journal.find(saga.id())).hasValueSatisfying(row -> {
            assertThat(row.status()).isEqualTo(Status.RUNNING);
            assertThat(row.epoch()).isEqualTo(1);
            assertThat(row.createdAt()).isEqualTo(NOW);
            assertThat(row.purchase()).isEqualTo(PURCHASE);
        });
    }

    @Test
    void takesAnIdempotencyKeyOnce() {
        Saga first = accepted("key");

        assertThat(accept(newSaga(saga(), "key"))).isEqualTo(WriteResult.FENCED);
        assertThat(sagas.findByKey("key")).map(SagaRow::id).contains(first.id());
    }

    @Test
    void takesAnIdempotencyKeyOnceHoweverManyComeAtOnce() throws Exception {
        var results = atOnce(50, _ -> accept(newSaga(saga(), "key")));

        assertThat(results).filteredOn(WriteResult.DURABLE::equals).hasSize(1);
    }

    @Test
    void writesWhatWasAppendedBeforeWhatIsForced() {
        Saga saga = accepted(null);
        Saga one = append(saga, EventType.ACCEPTED);
        Saga two = append(one, EventType.CANCEL_ASKED);

        assertThat(force(two, EventType.UNDOING)).isEqualTo(WriteResult.DURABLE);

        assertThat(history(saga))
                .extracting(Event::type)
                .containsExactly(EventType.ACCEPTED, EventType.CANCEL_ASKED, EventType.UNDOING);
        assertThat(journal.find(saga.id())).map(SagaRow::status).contains(Status.UNDOING);
    }

    @Test
    void writesWhatWasAppendedWithoutBeingForced() {
        Saga saga = accepted(null);
        append(saga, EventType.ACCEPTED);

        await().untilAsserted(() -> assertThat(history(saga)).hasSize(1));
    }

    @Test
    void writesWhatWasAppendedBeforeItCloses() {
        Saga saga = accepted(null);
        append(saga, EventType.ACCEPTED);

        journal.close();

        assertThat(history(saga)).hasSize(1);
    }

    @Test
    void fencesAWriterWhoseSagaWasTakenOver() {
        Saga saga = accepted(null);
        Saga mine = append(saga, EventType.ACCEPTED);
        await().untilAsserted(() -> assertThat(history(saga)).hasSize(1));
        takeOver(mine);

        assertThat(force(mine, EventType.COMPLETED)).isEqualTo(WriteResult.FENCED);
        assertThat(history(saga)).extracting(Event::type).doesNotContain(EventType.COMPLETED);
        assertThat(journal.find(saga.id())).map(SagaRow::owner).contains("other");
    }

    @Test
    void dropsWhatAFencedWriterAppends() {
        Saga saga = accepted(null);
        takeOver(saga);
        Saga mine = append(saga, EventType.CANCEL_ASKED);

        assertThat(force(mine, EventType.UNDOING)).isEqualTo(WriteResult.FENCED);
        assertThat(history(saga)).extracting(Event::type).containsExactly(EventType.ADOPTED);
    }

    @Test
    void fencesAWriteThatFollowsAnotherStatus() {
        Saga saga = accepted(null);
        assertThat(force(saga, EventType.COMPLETED)).isEqualTo(WriteResult.DURABLE);

        assertThat(force(saga, EventType.UNDOING)).isEqualTo(WriteResult.FENCED);
        assertThat(journal.find(saga.id())).map(SagaRow::status).contains(Status.COMPLETED);
    }

    @Test
    void letsOneOfTwoTakeOver() {
        Saga saga = accepted(null);

        assertThat(takeOver(saga)).isEqualTo(WriteResult.DURABLE);
        assertThat(takeOver(saga, store("third"))).isEqualTo(WriteResult.FENCED);
    }

    @Test
    void letsOneOfManyTakeOverAtOnceInTheSameProcess() throws Exception {
        Saga saga = accepted(null);
        Event event = Machine.note(saga, EventType.ADOPTED, NOW, null);
        Saga adopted = saga.with(event).ownedBy(2, saga.status());

        var results = atOnce(
                20,
                _ -> journal.force(new Transition(saga, adopted, List.of(event)))
                        .join());

        assertThat(results).filteredOn(WriteResult.DURABLE::equals).hasSize(1);
        assertThat(history(saga)).hasSize(1);
    }

    @Test
    void takesItsOwnWriteForDurableOnlyWhenItsCommitWasInDoubt() {
        Saga saga = saga();
        NewSaga row = newSaga(saga, "key");
        Event event = Machine.note(saga, EventType.COMPLETED, NOW, null);
        var transition = new Transition(saga, saga.with(event), List.of(event));

        assertThat(store.write(List.of(row), false)).containsExactly(WriteResult.DURABLE);
        assertThat(store.write(List.of(row), true)).containsExactly(WriteResult.DURABLE);
        assertThat(store.write(List.of(row), false)).containsExactly(WriteResult.FENCED);
        assertThat(store.write(List.of(transition), false)).containsExactly(WriteResult.DURABLE);
        assertThat(store.write(List.of(transition), true)).containsExactly(WriteResult.DURABLE);
        assertThat(store.write(List.of(transition), false)).containsExactly(WriteResult.FENCED);
        assertThat(history(saga)).hasSize(1);
    }

    @Test
    void asksAgainWhenTheAcknowledgementOfACommitIsLost() {
        Saga saga = accepted(null);
        database.loseNextAcknowledgement();

        assertThat(force(saga, EventType.COMPLETED)).isEqualTo(WriteResult.DURABLE);
        assertThat(history(saga)).hasSize(1);
    }

    @Test
    void acceptsNothingWhileTheDatabaseIsDown() {
        database.breakDown();

        assertThatThrownBy(() -> accepted(null)).isInstanceOf(JournalUnavailableException.class);

        database.mend();
        assertThat(sagas.unowned("other", "", 10)).isEmpty();
        accepted(null);
    }

    @Test
    void keepsADecisionUntilTheDatabaseIsBack() throws Exception {
        Saga saga = accepted(null);
        database.breakDown();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<WriteResult> written = threads.submit(() -> force(saga, EventType.COMPLETED));
            await().until(() -> database.refusals() > 2);
            assertThat(written).isNotDone();

            database.mend();

            assertThat(written.get()).isEqualTo(WriteResult.DURABLE);
        }
    }

    @Test
    void turnsAwayWhoComesWhileACommitIsInDoubt() throws Exception {
        Saga saga = accepted(null);
        database.breakDown();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<WriteResult> written = threads.submit(() -> force(saga, EventType.COMPLETED));
            await().until(() -> database.refusals() > 1);

            assertThatThrownBy(() -> accepted(null)).isInstanceOf(JournalUnavailableException.class);
            assertThat(written).isNotDone();

            database.mend();
            assertThat(written.get()).isEqualTo(WriteResult.DURABLE);
        }
    }

    @Test
    void commitsManyCallersTogether() throws Exception {
        long before = database.commits();

        var results = atOnce(200, _ -> accept(newSaga(saga(), null)));

        assertThat(results).hasSize(200).allMatch(WriteResult.DURABLE::equals);
        assertThat(database.commits() - before).isLessThan(100);
    }

    @Test
    void setsAsideARecordThatCantBeWrittenAndWritesTheOthers() throws Exception {
        var poisoned = new NewSaga(saga(), "x".repeat(1000), "fingerprint", null);

        var results = atOnce(20, i -> i == 7 ? outcome(poisoned) : outcome(newSaga(saga(), null)));

        assertThat(results).filteredOn("accepted"::equals).hasSize(19);
        assertThat(results).filteredOn("unavailable"::equals).hasSize(1);
    }

    private String outcome(NewSaga saga) {
        try {
            return accept(saga) == WriteResult.DURABLE ? "accepted" : "taken";
        } catch (JournalUnavailableException e) {
            return "unavailable";
        }
    }

    @Test
    void listsWhatItsOwnerLeftOldestFirst() {
        Saga first = accepted(null);
        Saga second = accepted(null);
        append(second, EventType.ACCEPTED);
        Saga ended = accepted(null);
        force(ended, EventType.COMPLETED);
        var other = store("other");

        assertThat(journal.orphans("", 10)).as("its own are in its hands").isEmpty();
        assertThat(other.orphans("", 10))
                .extracting(orphan -> orphan.row().id())
                .containsExactly(first.id(), second.id());
        await().untilAsserted(() -> assertThat(
                        other.orphans(first.id(), 10).getFirst().history().events())
                .hasSize(1));
    }

    @Test
    void leavesToAnOwnerWhatItHoldsWhileItsLeaseRuns() {
        accepted(null);
        var other = store("other");

        journal.renewLease(Duration.ofHours(1));
        assertThat(other.orphans("", 10)).isEmpty();

        journal.renewLease(Duration.ofMillis(-1));
        assertThat(other.orphans("", 10)).hasSize(1);

        journal.renewLease(Duration.ofHours(1));
        journal.close();
        assertThat(other.orphans("", 10)).as("a lease that was given back").hasSize(1);
    }

    @Test
    void tellsWhatPartOfAHistoryCantBeRead() {
        Saga saga = accepted(null);
        force(saga, EventType.UNDOING);
        new JdbcTemplate(database).update("update history set events = 'poison'");

        assertThat(journal.history(saga.id()).trouble()).contains("can't be read");
        assertThat(store("other").orphans("", 10)).hasSize(1);
    }

    @Test
    void marksWhatCantBeRunForTheOperators() {
        Saga saga = accepted(null);
        SagaRow row = journal.find(saga.id()).orElseThrow();

        journal.setAside(row, "can't be run");
        assertThat(journal.find(saga.id()))
                .hasValueSatisfying(now -> assertThat(now.needsAttention()).isTrue());

        takeOver(saga);
        journal.setAside(row, "too late");
        assertThat(journal.find(saga.id()))
                .hasValueSatisfying(now -> assertThat(now.needsAttention()).isFalse());
    }

    @Test
    void triesATransactionAgainThatMetADeadlock() {
        database.deadlockOnce();

        accepted(null);
    }

    @Test
    void listsNewestFirstByFilterAndPage() {
        Saga first = accepted(null);
        Saga second = accepted(null);
        force(first, EventType.COMPLETED);

        assertThat(page(List.of(), null, null)).containsExactly(second.id(), first.id());
        assertThat(page(List.of(Status.COMPLETED), null, null)).containsExactly(first.id());
        assertThat(page(List.of(), "ana", null)).hasSize(2);
        assertThat(page(List.of(), second.id(), null)).containsExactly(second.id());
        assertThat(page(List.of(), "bob", null)).isEmpty();
        assertThat(page(List.of(), null, second.id())).containsExactly(first.id());
    }

    @Test
    void findsAPageByEachWayAtOnce() {
        var all = IntStream.range(0, 6).mapToObj(_ -> accepted(null)).toList();
        force(all.get(0), EventType.COMPLETED);
        force(all.get(1), EventType.UNDOING);
        force(all.get(2), EventType.COMPLETED);
        var ended = List.of(Status.COMPLETED, Status.UNDOING);

        assertThat(page(ended, null, null))
                .containsExactly(all.get(2).id(), all.get(1).id(), all.get(0).id());
        assertThat(page(ended, null, all.get(2).id()))
                .containsExactly(all.get(1).id(), all.get(0).id());
        assertThat(page(ended, "ana", all.get(1).id()))
                .containsExactly(all.get(0).id());
        assertThat(page(List.of(Status.RUNNING), all.get(0).id(), null)).isEmpty();
    }

    @Test
    void listsOnlyOpenOnesAmongThoseThatNeedAttention() {
        Saga one = accepted(null);
        var _ = accepted(null);
        journal.setAside(journal.find(one.id()).orElseThrow(), "why");

        var filter = new Filter(List.of(), true, null, null, null, 10);

        assertThat(sagas.page(filter)).extracting(SagaRow::id).containsExactly(one.id());
    }

    private List<String> page(List<Status> statuses, @Nullable String text, @Nullable String after) {
        return sagas.page(new Filter(statuses, null, text, null, after, 10)).stream()
                .map(SagaRow::id)
                .toList();
    }

    @Test
    void forgetsWhatEndedLongAgoButNeitherWhatIsOpenNorTheLastRecord() {
        Saga ended = accepted("key");
        Saga open = accepted(null);
        Saga last = accepted(null);
        force(ended, EventType.COMPLETED);
        force(last, EventType.UNDONE);
        long position = sagas.lastPosition();

        retention(Duration.ofDays(2)).sweep(NOW.plus(Duration.ofDays(1)));
        assertThat(page(List.of(), null, null)).hasSize(3);
        retention(Duration.ofDays(2)).sweep(NOW.plus(Duration.ofDays(3)));

        assertThat(page(List.of(), null, null)).containsExactly(last.id(), open.id());
        assertThat(history(ended)).isEmpty();
        assertThat(sagas.findByKey("key")).isEmpty();
        assertThat(sagas.lastPosition()).isEqualTo(position);
    }

    @Test
    void forgetsMoreThanOneBatchHolds() throws Exception {
        var _ = atOnce(501, _ -> force(accepted(null), EventType.COMPLETED));
        force(accepted(null), EventType.CANCEL_ASKED);

        retention(Duration.ofDays(1)).sweep(NOW.plus(Duration.ofDays(2)));

        assertThat(sagas.count(List.of(Status.COMPLETED))).isEmpty();
    }

    @Test
    void knowsWhatItMayHaveForgotten() {
        var retention = retention(Duration.ofDays(2));

        assertThat(retention.mayHaveForgotten(Retention.firstId(NOW.minus(Duration.ofDays(3))) + "-7000", NOW))
                .isTrue();
        assertThat(retention.mayHaveForgotten(Retention.firstId(NOW.minus(Duration.ofDays(1))) + "-7000", NOW))
                .isFalse();
        assertThat(retention(null).mayHaveForgotten("0", NOW)).isFalse();
    }

    private Retention retention(@Nullable Duration kept) {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        return new Retention(sagas, transaction, kept);
    }

    @Test
    void tellsWhatWasWrittenSinceAPosition() {
        long before = sagas.lastPosition();
        Saga saga = accepted(null);
        force(saga, EventType.COMPLETED);

        var chunks = sagas.written(before, List.of(), 10);

        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().saga()).isEqualTo(saga.id());
        assertThat(sagas.written(sagas.lastPosition(), List.of(), 10)).isEmpty();
    }

    private Saga accepted(@Nullable String key) {
        Saga saga = saga();
        assertThat(accept(newSaga(saga, key))).isEqualTo(WriteResult.DURABLE);
        return saga;
    }

    private synchronized Saga saga() {
        String id = "%s-7%03d-8000-000000000000".formatted(Retention.firstId(NOW), ids++);
        return Saga.accepted(id, FLOW, PURCHASE, NOW);
    }

    private static NewSaga newSaga(Saga saga, @Nullable String key) {
        return new NewSaga(saga, "ana", "fingerprint", key);
    }

    private Saga append(Saga saga, EventType type) {
        Event event = Machine.note(saga, type, NOW, null);
        var _ = journal.append(new Transition(saga, saga.with(event), List.of(event)));
        return saga.with(event);
    }

    private WriteResult force(Saga saga, EventType type) {
        Event event = Machine.note(saga, type, NOW, null);
        return journal.force(new Transition(saga, saga.with(event), List.of(event)))
                .join();
    }

    private WriteResult takeOver(Saga saga) {
        return takeOver(saga, store("other"));
    }

    private static WriteResult takeOver(Saga saga, Store other) {
        Event event = Machine.note(saga, EventType.ADOPTED, NOW, null);
        Saga adopted = saga.with(event).ownedBy(saga.epoch() + 1, saga.status());
        return other.write(List.of(new Transition(saga, adopted, List.of(event))), false)
                .getFirst();
    }

    private Store store(String owner) {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        return new JdbcStore(
                new JdbcBatchWriter(owner, sagas, new JdbcTemplate(database), transaction, JsonMapper.shared()),
                sagas,
                new JdbcLeases(owner, sagas, JdbcClient.create(database)),
                HighWater.beside(""));
    }

    private WriteResult accept(NewSaga saga) {
        try {
            return journal.accept(saga).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof JournalUnavailableException unavailable ? unavailable : e;
        }
    }

    private List<Event> history(Saga saga) {
        return journal.history(saga.id()).events();
    }

    private static <T> List<T> atOnce(int count, ThrowingFunction<T> call) throws Exception {
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

    private interface ThrowingFunction<T> {
        T apply(int index) throws Exception;
    }
}
