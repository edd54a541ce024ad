package maestro.saga.journal;

import java.time.Instant;
import java.util.List;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.state.Event;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import org.jspecify.annotations.Nullable;

/** The row of a saga, without its history. */
public record SagaRow(
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
        Document input,
        String fingerprint,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /**
     * The saga: the fold of its events, with the row's own epoch, status and attention. Events after the row's seq are
     * ignored.
     */
    public Saga saga(Flow flow, List<Event> events) {
        var known = events.stream().filter(event -> event.seq() <= seq).toList();
        return Saga.accepted(id, flow, input, createdAt).with(known).asStored(epoch, status, needsAttention);
    }
}
