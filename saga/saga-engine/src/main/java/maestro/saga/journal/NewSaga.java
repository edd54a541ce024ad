package maestro.saga.journal;

import maestro.saga.state.Saga;
import org.jspecify.annotations.Nullable;

/**
 * A saga to be inserted.
 *
 * @param customer whom the saga is for; the journal can be searched by it
 * @param fingerprint of the request, to tell a repeat from another request with the same key
 * @param key the client's idempotency key
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
