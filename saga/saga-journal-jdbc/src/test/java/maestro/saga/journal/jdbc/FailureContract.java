package maestro.saga.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import maestro.saga.journal.CommitResult.Committed;
import maestro.saga.journal.JournalUnavailableException;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.Transition;
import maestro.saga.journal.Write;
import maestro.saga.journal.WriteResult;
import maestro.saga.state.Saga;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The journal while the database is down, and after a commit whose result is lost. */
abstract class FailureContract extends JournalFixture {

    FailureContract(DataSource database, String... migrations) {
        super(database, migrations);
    }

    @Test
    void takesItsOwnRecordForDurableOnlyAfterACommitInDoubt() {
        Saga saga = saga();
        NewSaga newSaga = newSaga(saga, "key");
        Transition transition = transition(saga, COMPLETED);

        assertThat(write(newSaga, false)).isEqualTo(WriteResult.DURABLE);
        assertThat(write(newSaga, true)).isEqualTo(WriteResult.DURABLE);
        assertThat(write(newSaga, false)).isEqualTo(WriteResult.DUPLICATE);
        assertThat(write(transition, false)).isEqualTo(WriteResult.DURABLE);
        assertThat(write(transition, true)).isEqualTo(WriteResult.DURABLE);
        assertThat(write(transition, false)).isEqualTo(WriteResult.SUPERSEDED);
        assertThat(history(saga)).hasSize(1);
    }

    private WriteResult write(Write write, boolean inDoubt) {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var sql = BatchSql.on(new JdbcTemplate(database), transaction);
        var writer = new JdbcBatchWriter("me", sagas, sql, JsonMapper.shared());
        var committed = (Committed) writer.write(List.of(write), inDoubt);
        return committed.results().getFirst();
    }

    @Test
    void readsTheRowWhenTheAcknowledgementOfACommitIsLost() {
        Saga saga = accepted(null);
        database.loseNextAcknowledgement();

        assertThat(force(saga, COMPLETED)).isEqualTo(WriteResult.DURABLE);
        assertThat(history(saga)).hasSize(1);
    }

    @Test
    void rejectsNewSagasWhileTheDatabaseIsDown() {
        database.shutDown();

        assertThatThrownBy(() -> accepted(null)).isInstanceOf(JournalUnavailableException.class);

        database.repair();
        assertThat(sagas.unowned("other", "", 10)).isEmpty();
        accepted(null);
    }

    @Test
    void repeatsADecisionUntilTheDatabaseIsBack() throws Exception {
        Saga saga = accepted(null);
        database.shutDown();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<WriteResult> written = threads.submit(() -> force(saga, COMPLETED));
            await().until(() -> database.rejections() > 2);
            assertThat(written).isNotDone();

            database.repair();

            assertThat(written.get()).isEqualTo(WriteResult.DURABLE);
        }
    }

    @Test
    void rejectsNewSagasWhileADecisionIsRepeated() throws Exception {
        Saga saga = accepted(null);
        database.shutDown();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<WriteResult> written = threads.submit(() -> force(saga, COMPLETED));
            await().until(() -> database.rejections() > 1);

            assertThatThrownBy(() -> accepted(null)).isInstanceOf(JournalUnavailableException.class);
            assertThat(written).isNotDone();

            database.repair();
            assertThat(written.get()).isEqualTo(WriteResult.DURABLE);
        }
    }

    @Test
    void repeatsATransactionAfterADeadlock() {
        database.deadlockOnce();

        accepted(null);
    }
}
