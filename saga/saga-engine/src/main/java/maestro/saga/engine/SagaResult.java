package maestro.saga.engine;

import maestro.saga.state.Saga;

/**
 * The end of this process's run of a saga.
 *
 * @param saga at that moment; its status is final and durable unless the process stops or lost the saga
 * @param owned false if another process owns the saga
 */
public record SagaResult(Saga saga, boolean owned) {

    /** Whether the saga has ended, as opposed to this run of it. */
    public boolean isFinal() {
        return owned && saga.status().isFinal();
    }
}
