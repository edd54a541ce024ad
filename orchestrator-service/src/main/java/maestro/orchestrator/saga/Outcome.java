package maestro.orchestrator.saga;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of a call: one of three, never two. Whoever takes Unknown for "nothing happened" loses or doubles an effect. */
public sealed interface Outcome {

    /** 2xx with a well-formed answer for this purchase and step. For an undo the receipt is its effect, REVERSED or NONE. */
    record Done(JsonNode receipt) implements Outcome {}

    /**
     * The participant said no, for good.
     *
     * @param reason in SCREAMING_CASE, as the participant gave it
     */
    record Refused(String reason, String detail) implements Outcome {}

    /**
     * It may have had its effect, or may still have it.
     *
     * @param retryAfter what the participant asked for
     */
    record Unknown(String detail, @Nullable Duration retryAfter) implements Outcome {
        public Unknown(String detail) {
            this(detail, null);
        }
    }
}
