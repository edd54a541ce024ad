package maestro.orchestrator.engine;

import maestro.orchestrator.flow.Document;
import maestro.orchestrator.journal.NewSaga;
import maestro.orchestrator.saga.Saga;
import org.jspecify.annotations.Nullable;

/**
 * A purchase that a client asks for.
 *
 * @param document the body as JSON, without an id or receipts
 * @param fingerprint of the body, to tell a repeat from another purchase under the same key
 * @param key the client's idempotency key
 */
public record NewPurchase(
        String customer,
        Document document,
        String fingerprint,
        @Nullable String key) {

    NewSaga as(Saga saga) {
        return new NewSaga(saga, customer, fingerprint, key);
    }
}
