package maestro.saga.engine;

import maestro.saga.flow.Document;
import maestro.saga.journal.NewSaga;
import maestro.saga.state.Saga;
import org.jspecify.annotations.Nullable;

/**
 * A request to start a saga.
 *
 * @param customer whom the saga is for; the journal can be searched by it
 * @param input the document that the participants get
 * @param fingerprint of the request, to tell a repeat from another request with the same key
 * @param key the client's idempotency key
 */
public record SagaRequest(
        String customer,
        Document input,
        String fingerprint,
        @Nullable String key) {

    NewSaga as(Saga saga) {
        return new NewSaga(saga, customer, fingerprint, key);
    }
}
