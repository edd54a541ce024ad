package maestro.saga.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import maestro.saga.state.Event.Accepted;
import maestro.saga.state.Event.Adopted;
import maestro.saga.state.Event.Attempt;
import maestro.saga.state.Event.CallEvent;
import maestro.saga.state.Event.CancelAsked;
import maestro.saga.state.Event.Completed;
import maestro.saga.state.Event.DoDone;
import maestro.saga.state.Event.DoRefused;
import maestro.saga.state.Event.DoUnknown;
import maestro.saga.state.Event.NeedsAttention;
import maestro.saga.state.Event.Pivoting;
import maestro.saga.state.Event.Resolved;
import maestro.saga.state.Event.RunNow;
import maestro.saga.state.Event.UndoDone;
import maestro.saga.state.Event.UndoUnknown;
import maestro.saga.state.Event.Undoing;
import maestro.saga.state.Event.Undone;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An event as JSON, in the journal and in the API: one flat object for all types.
 *
 * @param step of a call or a PIVOTING
 * @param attempt of a call, from 1; 0 for an event of the saga itself
 * @param detail for people; the {@link UndoEffect} of an UNDO_DONE
 * @param reason of a refusal, in SCREAMING_CASE
 * @param receipt of a DO_DONE
 * @param tookMs how long a call took, in milliseconds
 * @param retryAt when the next attempt of a failed call is due
 */
public record StoredEvent(
        int seq,
        Instant at,
        EventType type,
        @Nullable String step,
        int attempt,
        @Nullable String detail,
        @JsonInclude(Include.NON_NULL) @Nullable String reason,
        @JsonInclude(Include.NON_NULL) @Nullable JsonNode receipt,
        @JsonInclude(Include.NON_NULL) @Nullable Long tookMs,
        @JsonInclude(Include.NON_NULL) @Nullable Instant retryAt) {

    public static StoredEvent of(Event event) {
        return switch (event) {
            case Accepted e -> of(e, EventType.ACCEPTED, null);
            case Adopted e -> of(e, EventType.ADOPTED, e.detail());
            case CancelAsked e -> of(e, EventType.CANCEL_ASKED, e.reason());
            case Pivoting e ->
                new StoredEvent(e.seq(), e.at(), EventType.PIVOTING, e.step(), 0, null, null, null, null, null);
            case Undoing e -> of(e, EventType.UNDOING, e.reason());
            case NeedsAttention e -> of(e, EventType.NEEDS_ATTENTION, e.reason());
            case RunNow e -> of(e, EventType.RUN_NOW, e.reason());
            case Completed e -> of(e, EventType.COMPLETED, null);
            case Undone e -> of(e, EventType.UNDONE, e.reason());
            case Resolved e -> of(e, EventType.RESOLVED, e.reason());
            case DoDone e -> of(e, EventType.DO_DONE, null, null, e.receipt(), null);
            case DoRefused e -> of(e, EventType.DO_REFUSED, e.detail(), e.reason(), null, null);
            case DoUnknown e -> of(e, EventType.DO_UNKNOWN, e.detail(), null, null, e.retryAt());
            case UndoDone e -> of(e, EventType.UNDO_DONE, e.effect().name(), null, null, null);
            case UndoUnknown e -> of(e, EventType.UNDO_UNKNOWN, e.detail(), null, null, e.retryAt());
        };
    }

    private static StoredEvent of(Event event, EventType type, @Nullable String detail) {
        return new StoredEvent(event.seq(), event.at(), type, null, 0, detail, null, null, null, null);
    }

    private static StoredEvent of(
            CallEvent event,
            EventType type,
            @Nullable String detail,
            @Nullable String reason,
            @Nullable JsonNode receipt,
            @Nullable Instant retryAt) {
        Attempt attempt = event.attempt();
        return new StoredEvent(
                event.seq(),
                event.at(),
                type,
                attempt.step(),
                attempt.number(),
                detail,
                reason,
                receipt,
                attempt.took().toMillis(),
                retryAt);
    }

    public Event event() {
        return switch (type) {
            case ACCEPTED -> new Accepted(seq, at);
            case ADOPTED -> new Adopted(seq, at, text(detail));
            case CANCEL_ASKED -> new CancelAsked(seq, at, text(detail));
            case PIVOTING -> new Pivoting(seq, at, text(step));
            case UNDOING -> new Undoing(seq, at, text(detail));
            case NEEDS_ATTENTION -> new NeedsAttention(seq, at, text(detail));
            case RUN_NOW -> new RunNow(seq, at, text(detail));
            case COMPLETED -> new Completed(seq, at);
            case UNDONE -> new Undone(seq, at, detail);
            case RESOLVED -> new Resolved(seq, at, text(detail));
            case DO_DONE ->
                new DoDone(seq, at, call(), receipt == null ? JsonNodeFactory.instance.objectNode() : receipt);
            case DO_REFUSED -> new DoRefused(seq, at, call(), text(reason), text(detail));
            case DO_UNKNOWN -> new DoUnknown(seq, at, call(), text(detail), retryAt);
            case UNDO_DONE -> new UndoDone(seq, at, call(), UndoEffect.parse(text(detail)));
            case UNDO_UNKNOWN -> new UndoUnknown(seq, at, call(), text(detail), retryAt);
        };
    }

    private Attempt call() {
        return new Attempt(text(step), attempt, Duration.ofMillis(Objects.requireNonNullElse(tookMs, 0L)));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
