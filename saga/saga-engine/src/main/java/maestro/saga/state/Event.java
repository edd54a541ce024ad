package maestro.saga.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One event of a saga's history. A saga is the fold of its events. {@link StoredEvent} is the form that is stored. */
public sealed interface Event {

    /** From 1, without gaps. */
    int seq();

    Instant at();

    record Accepted(int seq, Instant at) implements Event {}

    /** Another process owns the saga from here on. The last events before may be lost. */
    record Adopted(int seq, Instant at, String detail) implements Event {}

    record CancelAsked(int seq, Instant at, String reason) implements Event {}

    /** The pivot may be called from here on. */
    record Pivoting(int seq, Instant at, String step) implements Event {}

    /** The decision to unwind. */
    record Undoing(int seq, Instant at, String reason) implements Event {}

    record NeedsAttention(int seq, Instant at, String reason) implements Event {}

    record RunNow(int seq, Instant at, String reason) implements Event {}

    record Completed(int seq, Instant at) implements Event {}

    record Undone(int seq, Instant at, @Nullable String reason) implements Event {}

    /** An operator ended the saga by hand. */
    record Resolved(int seq, Instant at, String reason) implements Event {}

    /** The end of a call. */
    sealed interface CallEvent extends Event {
        Attempt attempt();
    }

    record DoDone(int seq, Instant at, Attempt attempt, JsonNode receipt) implements CallEvent {}

    /** @param reason in SCREAMING_CASE */
    record DoRefused(int seq, Instant at, Attempt attempt, String reason, String detail) implements CallEvent {}

    /** @param retryAt when the next attempt is due; null after the last one */
    record DoUnknown(
            int seq,
            Instant at,
            Attempt attempt,
            String detail,
            @Nullable Instant retryAt) implements CallEvent {}

    record UndoDone(int seq, Instant at, Attempt attempt, UndoEffect effect) implements CallEvent {}

    /** @param retryAt when the next attempt is due */
    record UndoUnknown(
            int seq,
            Instant at,
            Attempt attempt,
            String detail,
            @Nullable Instant retryAt) implements CallEvent {}

    /**
     * One attempt of a call.
     *
     * @param number from 1
     * @param took from the start of the call to its end
     */
    record Attempt(String step, int number, Duration took) {}
}
