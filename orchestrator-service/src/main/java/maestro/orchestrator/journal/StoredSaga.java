package maestro.orchestrator.journal;

import java.time.Instant;
import java.util.List;
import maestro.orchestrator.flow.Document;
import maestro.orchestrator.flow.Flow;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.Saga;
import maestro.orchestrator.saga.Status;
import org.jspecify.annotations.Nullable;

/** A row of the journal: the head of a saga, without its history. */
public record StoredSaga(
        String id,
        int epoch,
        String owner,
        Status status,
        int seq,
        boolean needsAttention,
        @Nullable String reason,
        String flow,
        int flowVersion,
        String customer,
        Document purchase,
        String fingerprint,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /**
     * The saga itself: its events folded, as far as they are known, under what the row itself says. Events that were read after
     * the row may go on after it.
     */
    public Saga saga(Flow flow, List<Event> events) {
        Saga saga = Saga.accepted(id, flow, purchase, createdAt);
        for (Event event : events) {
            saga = event.seq() <= seq ? saga.with(event) : saga;
        }
        return saga.asStored(epoch, status, needsAttention);
    }
}
