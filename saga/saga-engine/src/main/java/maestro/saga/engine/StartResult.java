package maestro.saga.engine;

import java.util.concurrent.CompletableFuture;
import maestro.saga.state.Saga;

/** The result of a request to start a saga. */
public sealed interface StartResult {

    /** The saga is durable and runs. */
    record Started(Saga saga, CompletableFuture<SagaResult> result) implements StartResult {}

    /** A saga with this idempotency key exists. */
    record DuplicateKey() implements StartResult {}

    /** Nothing was started: the limit is reached, the process stops, or the journal is not available. */
    record Rejected(String reason) implements StartResult {}

    /** The journal has not answered in time. The saga runs once it is durable, or never was accepted. */
    record Unknown(String id) implements StartResult {}
}
