package maestro.saga.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import javax.sql.DataSource;
import maestro.saga.journal.JournalUnavailableException;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.WriteResult;
import maestro.saga.state.Event;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import org.junit.jupiter.api.Test;

/** Which records become durable, and in which order. */
abstract class WriteContract extends JournalFixture {

    WriteContract(DataSource database, String... migrations) {
        super(database, migrations);
    }

    @Test
    void storesAcceptedSaga() {
        Saga saga = accepted(null);

        assertThat(sagas.find(saga.id())).hasValueSatisfying(row -> {
            assertThat(row.status()).isEqualTo(Status.RUNNING);
            assertThat(row.epoch()).isEqualTo(1);
            assertThat(row.createdAt()).isEqualTo(NOW);
            assertThat(row.input()).isEqualTo(INPUT);
        });
    }

    @Test
    void acceptsAnIdempotencyKeyOnce() {
        Saga first = accepted("key");

        assertThat(accept(newSaga(saga(), "key"))).isEqualTo(WriteResult.DUPLICATE);
        assertThat(sagas.findByKey("key")).map(SagaRow::id).contains(first.id());
    }

    @Test
    void acceptsAnIdempotencyKeyOnceUnderConcurrentRequests() throws Exception {
        var results = concurrently(50, _ -> accept(newSaga(saga(), "key")));

        assertThat(results).filteredOn(WriteResult.DURABLE::equals).hasSize(1);
        assertThat(results).filteredOn(WriteResult.DUPLICATE::equals).hasSize(49);
    }

    @Test
    void writesAppendedRecordsBeforeAForcedOne() {
        Saga saga = accepted(null);
        Saga one = append(saga, ACCEPTED);
        Saga two = append(one, CANCEL_ASKED);

        assertThat(force(two, UNDOING)).isEqualTo(WriteResult.DURABLE);

        assertThat(history(saga))
                .hasExactlyElementsOfTypes(Event.Accepted.class, Event.CancelAsked.class, Event.Undoing.class);
        assertThat(sagas.find(saga.id())).map(SagaRow::status).contains(Status.UNDOING);
    }

    @Test
    void writesAppendedRecordsWithoutAForcedOne() {
        Saga saga = accepted(null);
        append(saga, ACCEPTED);

        await().untilAsserted(() -> assertThat(history(saga)).hasSize(1));
    }

    @Test
    void writesAppendedRecordsWhenItCloses() {
        Saga saga = accepted(null);
        append(saga, ACCEPTED);

        close();

        assertThat(history(saga)).hasSize(1);
    }

    @Test
    void rejectsAWriteAfterAnAdoption() {
        Saga saga = accepted(null);
        Saga mine = append(saga, ACCEPTED);
        await().untilAsserted(() -> assertThat(history(saga)).hasSize(1));
        var adopter = open();
        adopt(mine, adopter);

        assertThat(force(mine, COMPLETED)).isEqualTo(WriteResult.SUPERSEDED);
        assertThat(history(saga)).hasExactlyElementsOfTypes(Event.Accepted.class, Event.Adopted.class);
        String owner = adopter.persistence().leases().owner();
        assertThat(sagas.find(saga.id())).map(SagaRow::owner).contains(owner);
    }

    @Test
    void dropsAppendedRecordsOfASupersededOwner() {
        Saga saga = accepted(null);
        adopt(saga, open());
        Saga mine = append(saga, CANCEL_ASKED);

        assertThat(force(mine, UNDOING)).isEqualTo(WriteResult.SUPERSEDED);
        assertThat(history(saga)).hasExactlyElementsOfTypes(Event.Adopted.class);
    }

    @Test
    void rejectsAWriteThatFollowsAnotherStatus() {
        Saga saga = accepted(null);
        assertThat(force(saga, COMPLETED)).isEqualTo(WriteResult.DURABLE);

        assertThat(force(saga, UNDOING)).isEqualTo(WriteResult.SUPERSEDED);
        assertThat(sagas.find(saga.id())).map(SagaRow::status).contains(Status.COMPLETED);
    }

    @Test
    void letsOneOfTwoProcessesAdopt() {
        Saga saga = accepted(null);

        assertThat(adopt(saga, open())).isEqualTo(WriteResult.DURABLE);
        assertThat(adopt(saga, open())).isEqualTo(WriteResult.SUPERSEDED);
    }

    @Test
    void letsOneOfManyThreadsOfAProcessAdopt() throws Exception {
        Saga saga = accepted(null);

        var results = concurrently(20, _ -> journal.force(adoption(saga)).join());

        assertThat(results).filteredOn(WriteResult.DURABLE::equals).hasSize(1);
        assertThat(history(saga)).hasSize(1);
    }

    @Test
    void commitsRecordsOfManyCallersTogether() throws Exception {
        long before = database.commits();

        var results = concurrently(200, _ -> accept(newSaga(saga(), null)));

        assertThat(results).hasSize(200).allMatch(WriteResult.DURABLE::equals);
        assertThat(database.commits() - before).isLessThan(100);
    }

    @Test
    void failsARecordOfBadDataAndWritesTheRestOfItsBatch() throws Exception {
        var tooLong = new NewSaga(saga(), "x".repeat(1000), "fingerprint", null);

        var results = concurrently(20, i -> outcome(i == 7 ? tooLong : newSaga(saga(), null)));

        assertThat(results).filteredOn("DURABLE"::equals).hasSize(19);
        assertThat(results).filteredOn("unavailable"::equals).hasSize(1);
    }

    private String outcome(NewSaga saga) {
        try {
            return accept(saga).name();
        } catch (JournalUnavailableException e) {
            return "unavailable";
        }
    }
}
