package maestro.saga.state;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The outcome of a call. {@link Unknown} is an outcome of its own: an engine that takes it for "nothing happened"
 * loses or doubles an effect.
 */
public sealed interface Outcome {

    /** A do took effect. The receipt is the participant's, well formed and for this saga and step. */
    record Done(JsonNode receipt) implements Outcome {}

    /** An undo took place. */
    record Undone(UndoEffect effect) implements Outcome {}

    /**
     * The participant refused the call and has recorded that.
     *
     * @param reason in SCREAMING_CASE, as the participant gave it
     */
    record Refused(String reason, String detail) implements Outcome {}

    /**
     * The call may have taken effect, or may still take effect.
     *
     * @param retryAfter the pause that the participant asked for
     */
    record Unknown(String detail, @Nullable Duration retryAfter) implements Outcome {
        public Unknown(String detail) {
            this(detail, null);
        }
    }
}
