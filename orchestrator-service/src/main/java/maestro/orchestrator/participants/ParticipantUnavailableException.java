package maestro.orchestrator.participants;

import org.jspecify.annotations.Nullable;

/** A participant has not replied, or not as expected. The message names it. */
public final class ParticipantUnavailableException extends RuntimeException {

    ParticipantUnavailableException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
