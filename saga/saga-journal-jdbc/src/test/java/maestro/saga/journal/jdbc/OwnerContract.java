package maestro.saga.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import javax.sql.DataSource;
import maestro.saga.journal.Leases;
import maestro.saga.journal.SagaRow;
import maestro.saga.state.Event;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Leases, orphans, quarantined sagas, and the histories that an adopting process reads. */
abstract class OwnerContract extends JournalFixture {

    OwnerContract(DataSource database, String... migrations) {
        super(database, migrations);
    }

    @Test
    void listsOrphansOldestFirst() {
        Saga first = accepted(null);
        Saga second = accepted(null);
        append(second, ACCEPTED);
        Saga ended = accepted(null);
        force(ended, COMPLETED);
        Leases other = open().persistence().leases();

        assertThat(leases.orphans("", 10)).as("own sagas").isEmpty();
        assertThat(other.orphans("", 10))
                .extracting(orphan -> orphan.row().id())
                .containsExactly(first.id(), second.id());
        await().untilAsserted(() -> assertThat(
                        other.orphans(first.id(), 10).getFirst().history().events())
                .hasSize(1));
    }

    @Test
    void hidesSagasOfAnOwnerWithALease() {
        accepted(null);
        Leases other = open().persistence().leases();

        leases.renew(Duration.ofHours(1));
        assertThat(other.orphans("", 10)).isEmpty();

        leases.renew(Duration.ofMillis(-1));
        assertThat(other.orphans("", 10)).hasSize(1);

        leases.renew(Duration.ofHours(1));
        close();
        assertThat(other.orphans("", 10)).as("after the lease is released").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"poison", "[null]", "[{}]", "[{\"seq\":1,\"type\":\"LATER\"}]"})
    void reportsAnUnreadablePartOfAHistory(String chunk) {
        Saga saga = accepted(null);
        force(saga, UNDOING);
        new JdbcTemplate(database).update("update history set events = ?", chunk);

        assertThat(sagas.history(saga.id()).error()).contains("can't be read");
        assertThat(open().persistence().leases().orphans("", 10)).hasSize(1);
    }

    /** A chunk as it was written before each kind of event had a type of its own. */
    @Test
    void readsAHistoryOfAnOlderVersion() {
        Saga saga = accepted(null);
        force(saga, UNDOING);
        String chunk = """
                [{"seq":1,"at":"2026-01-01T12:00:00Z","type":"ACCEPTED","step":null,"attempt":0,"detail":null},\
                {"seq":2,"at":"2026-01-01T12:00:01Z","type":"CANCEL_ASKED","step":null,"attempt":0,"detail":"why"},\
                {"seq":3,"at":"2026-01-01T12:00:01Z","type":"UNDOING","step":null,"attempt":0,\
                "detail":"cancelled: why"}]""";
        var jdbc = new JdbcTemplate(database);
        jdbc.update("update history set events = ?", chunk);
        jdbc.update("update saga set seq = 3");

        var history = sagas.history(saga.id());

        assertThat(history.error()).isNull();
        assertThat(history.events())
                .containsExactly(
                        new Event.Accepted(1, NOW),
                        new Event.CancelAsked(2, NOW.plusSeconds(1), "why"),
                        new Event.Undoing(3, NOW.plusSeconds(1), "cancelled: why"));
        assertThat(sagas.find(saga.id()).map(row -> row.saga(FLOW, history.events())))
                .hasValueSatisfying(restored -> {
                    assertThat(restored.status()).isEqualTo(Status.UNDOING);
                    assertThat(restored.seq()).isEqualTo(3);
                    assertThat(restored.reason()).isEqualTo("cancelled: why");
                });
    }

    @Test
    void marksAQuarantinedSagaUnlessItsRowHasMovedOn() {
        Saga saga = accepted(null);
        SagaRow row = sagas.find(saga.id()).orElseThrow();

        sagas.quarantine(row, "can't be run");
        assertThat(sagas.find(saga.id()))
                .hasValueSatisfying(now -> assertThat(now.needsAttention()).isTrue());

        adopt(saga, open());
        sagas.quarantine(row, "too late");
        assertThat(sagas.find(saga.id()))
                .hasValueSatisfying(now -> assertThat(now.needsAttention()).isFalse());
    }
}
