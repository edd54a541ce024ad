package maestro.saga.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The deletion of sagas after the retention time. */
abstract class RetentionContract extends JournalFixture {

    RetentionContract(DataSource database, String... migrations) {
        super(database, migrations);
    }

    @Test
    void deletesEndedSagasButNeitherOpenOnesNorTheLastChunk() {
        Saga ended = accepted("key");
        Saga open = accepted(null);
        Saga last = accepted(null);
        force(ended, COMPLETED);
        force(last, UNDONE);
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
    void deletesMoreThanOneBatch() throws Exception {
        var _ = concurrently(501, _ -> force(accepted(null), COMPLETED));
        force(accepted(null), CANCEL_ASKED);

        retention(Duration.ofDays(1)).sweep(NOW.plus(Duration.ofDays(2)));

        assertThat(sagas.count(List.of(Status.COMPLETED))).isEmpty();
    }

    @Test
    void reportsIdsThatMayHaveBeenDeleted() {
        var retention = retention(Duration.ofDays(2));

        assertThat(retention.mayHaveDeleted(Retention.firstId(NOW.minus(Duration.ofDays(3))) + "-7000", NOW))
                .isTrue();
        assertThat(retention.mayHaveDeleted(Retention.firstId(NOW.minus(Duration.ofDays(1))) + "-7000", NOW))
                .isFalse();
        assertThat(retention(null).mayHaveDeleted("0", NOW)).isFalse();
    }

    private Retention retention(@Nullable Duration kept) {
        return new Retention(sagas, kept);
    }
}
