package maestro.orchestrator.saga;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of a saga's history, as it is stored and as it is shown.
 *
 * @param seq from 1, without gaps
 * @param attempt of a call, from 1; else 0
 * @param detail for people; of an UNDO_DONE whether there was something to reverse
 * @param reason of a refusal, in SCREAMING_CASE
 * @param receipt of a DO_DONE
 * @param tookMs how long the call took
 * @param retryAt when the call may be made again, if it failed
 */
public record Event(
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

    /** An event of the saga itself, not of a call. */
    static Event ofSaga(int seq, Instant at, EventType type, @Nullable String detail) {
        return new Event(seq, at, type, null, 0, detail, null, null, null, null);
    }
}
