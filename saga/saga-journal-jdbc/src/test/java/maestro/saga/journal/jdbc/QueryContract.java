package maestro.saga.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Filter;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import org.junit.jupiter.api.Test;

/** Pages of sagas by filter, and the chunks of all histories by position. */
abstract class QueryContract extends JournalFixture {

    QueryContract(DataSource database, String... migrations) {
        super(database, migrations);
    }

    @Test
    void listsNewestFirstByFilterAndPage() {
        Saga first = accepted(null);
        Saga second = accepted(null);
        force(first, COMPLETED);

        assertThat(page(List.of(), null, null)).containsExactly(second.id(), first.id());
        assertThat(page(List.of(Status.COMPLETED), null, null)).containsExactly(first.id());
        assertThat(page(List.of(), "ana", null)).hasSize(2);
        assertThat(page(List.of(), second.id(), null)).containsExactly(second.id());
        assertThat(page(List.of(), "bob", null)).isEmpty();
        assertThat(page(List.of(), null, second.id())).containsExactly(first.id());
    }

    @Test
    void combinesFilters() {
        var all = IntStream.range(0, 6).mapToObj(_ -> accepted(null)).toList();
        force(all.get(0), COMPLETED);
        force(all.get(1), UNDOING);
        force(all.get(2), COMPLETED);
        var statuses = List.of(Status.COMPLETED, Status.UNDOING);

        assertThat(page(statuses, null, null))
                .containsExactly(all.get(2).id(), all.get(1).id(), all.get(0).id());
        assertThat(page(statuses, null, all.get(2).id()))
                .containsExactly(all.get(1).id(), all.get(0).id());
        assertThat(page(statuses, "ana", all.get(1).id()))
                .containsExactly(all.get(0).id());
        assertThat(page(List.of(Status.RUNNING), all.get(0).id(), null)).isEmpty();
    }

    @Test
    void listsOpenSagasThatNeedAttention() {
        Saga one = accepted(null);
        accepted(null);
        sagas.quarantine(sagas.find(one.id()).orElseThrow(), "can't be run");

        assertThat(ids(new Filter(List.of(), true, null, null, null, 10))).containsExactly(one.id());
    }

    @Test
    void listsChunksAfterAPosition() {
        long before = sagas.lastPosition();
        Saga saga = accepted(null);
        force(saga, COMPLETED);

        var chunks = sagas.written(before, List.of(), 10);

        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().saga()).isEqualTo(saga.id());
        assertThat(sagas.written(sagas.lastPosition(), List.of(), 10)).isEmpty();
    }
}
