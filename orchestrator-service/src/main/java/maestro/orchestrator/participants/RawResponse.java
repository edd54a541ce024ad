package maestro.orchestrator.participants;

import org.jspecify.annotations.Nullable;

/** A participant's response, unread. */
public record RawResponse(int status, @Nullable String contentType, String body) {

    public boolean isOk() {
        return status == 200;
    }
}
