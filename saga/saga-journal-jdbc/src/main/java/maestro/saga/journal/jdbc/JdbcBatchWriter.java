package maestro.saga.journal.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import maestro.saga.journal.BatchWriter;
import maestro.saga.journal.CommitResult;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.Transition;
import maestro.saga.journal.Write;
import maestro.saga.journal.WriteResult;
import maestro.saga.journal.jdbc.BatchSql.CommitInDoubtException;
import maestro.saga.journal.jdbc.BatchSql.Row;
import maestro.saga.state.Event;
import maestro.saga.state.Saga;
import maestro.saga.state.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import tools.jackson.databind.json.JsonMapper;

/** Writes batches to the tables {@code saga} and {@code history}. */
final class JdbcBatchWriter implements BatchWriter {

    private final String owner;
    private final JdbcSagaRepository sagas;
    private final BatchSql sql;
    private final JsonMapper json;

    JdbcBatchWriter(String owner, JdbcSagaRepository sagas, BatchSql sql, JsonMapper json) {
        this.owner = owner;
        this.sagas = sagas;
        this.sql = sql;
        this.json = json;
    }

    @Override
    public CommitResult write(List<Write> batch, boolean inDoubt) {
        try {
            return new CommitResult.Committed(results(batch, inDoubt));
        } catch (CommitInDoubtException e) {
            return new CommitResult.InDoubt(e);
        } catch (TransientDataAccessException e) {
            return new CommitResult.Conflict(e);
        } catch (RuntimeException e) {
            return isBadData(e) ? new CommitResult.BadData(e) : new CommitResult.Unavailable(e);
        }
    }

    private static boolean isBadData(RuntimeException e) {
        return e instanceof NonTransientDataAccessException && !(e instanceof NonTransientDataAccessResourceException);
    }

    private List<WriteResult> results(List<Write> batch, boolean inDoubt) {
        var newSagas = new ArrayList<Row>();
        var transitions = new ArrayList<Row>();
        for (Write write : inLockOrder(batch)) {
            switch (write) {
                case NewSaga saga -> newSagas.add(row(saga));
                case Transition transition -> transitions.add(row(transition));
            }
        }
        var effective = sql.write(newSagas, transitions);
        return batch.stream()
                .map(write -> effective.contains(write) || (inDoubt && isWritten(write))
                        ? WriteResult.DURABLE
                        : write instanceof NewSaga ? WriteResult.DUPLICATE : WriteResult.SUPERSEDED)
                .toList();
    }

    /** Writers that lock rows in the same order do not deadlock. */
    private static List<Write> inLockOrder(List<Write> batch) {
        return batch.stream().sorted(Comparator.comparing(JdbcBatchWriter::key)).toList();
    }

    private static String key(Write write) {
        return switch (write) {
            case NewSaga saga when saga.key() != null -> saga.key();
            case NewSaga saga -> saga.id();
            case Transition transition -> transition.id();
        };
    }

    private boolean isWritten(Write write) {
        var row = sagas.find(write.id());
        return switch (write) {
            // Ids are unique: the row was written by this process, even if another process has adopted the saga since.
            case NewSaga _ -> row.isPresent();
            case Transition transition ->
                row.filter(r -> r.owner().equals(owner) && hasReached(r, transition.to()))
                        .isPresent();
        };
    }

    private static boolean hasReached(SagaRow row, Saga saga) {
        return row.epoch() == saga.epoch() && row.seq() >= saga.seq() && row.status() == saga.status();
    }

    private Row row(NewSaga s) {
        Saga saga = s.saga();
        return Row.of(
                s,
                saga.id(),
                saga.epoch(),
                owner,
                saga.status().name(),
                saga.seq(),
                saga.flow().name(),
                saga.flow().version(),
                s.customer(),
                saga.input().text(),
                s.key(),
                s.fingerprint(),
                timestamp(saga.acceptedAt()));
    }

    private Row row(Transition t) {
        Saga to = t.to();
        Saga from = t.from();
        List<Event> events = t.events();
        return Row.of(
                t,
                to.epoch(),
                owner,
                to.status().name(),
                to.seq(),
                to.needsAttention(),
                to.reason(),
                timestamp(to.endedAt()),
                from.id(),
                from.epoch(),
                from.status().name(),
                from.seq(),
                events.isEmpty() ? null : events.getFirst().seq(),
                events.isEmpty() ? null : text(events));
    }

    private String text(List<Event> events) {
        return json.writeValueAsString(events.stream().map(StoredEvent::of).toList());
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
