package maestro.orchestrator.journal;

import maestro.orchestrator.saga.Saga;
import org.jspecify.annotations.Nullable;

/**
 * @param fingerprint of what the client asked for, to tell a repeat from another purchase under the same key
 */
public record NewSaga(
        Saga saga,
        String customer,
        String fingerprint,
        @Nullable String key) implements Write {

    @Override
    public String id() {
        return saga.id();
    }
}
