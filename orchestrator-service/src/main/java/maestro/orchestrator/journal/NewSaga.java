package maestro.orchestrator.journal;

import maestro.orchestrator.saga.Saga;
import org.jspecify.annotations.Nullable;

/**
 * @param document the client's body as JSON, without an id or receipts
 * @param fingerprint of that body, to tell a repeat from another purchase under the same key
 */
public record NewSaga(
        Saga saga,
        String customer,
        String document,
        String fingerprint,
        @Nullable String key) implements Write {

    @Override
    public String id() {
        return saga.id();
    }
}
