package maestro.saga.flow;

import java.time.Duration;

/**
 * One step of a flow: a do and, for a compensatable step, an undo.
 *
 * @param name unique in the flow; also the key of the receipt of the step
 * @param service the participant that the step calls
 * @param timeout the limit of one call, from connecting to the last byte of the reply
 */
public record Step(String name, String service, Kind kind, Duration timeout, RetryPolicy retryPolicy) {

    /** The role of a step when a saga unwinds. */
    public enum Kind {
        /** The step has an undo. */
        COMPENSATABLE,
        /** The step has no undo. After this step the saga can only be completed. */
        PIVOT,
        /** The step comes after the pivot, and is repeated until it succeeds. */
        RETRIABLE
    }

    public boolean undoable() {
        return kind == Kind.COMPENSATABLE;
    }

    /**
     * @param attempts the number of attempts of a do before the saga unwinds
     * @param forward the pauses between the attempts of a do
     * @param backward the pauses between the attempts of an undo, which is repeated without end
     */
    public record RetryPolicy(int attempts, Backoff forward, Backoff backward) {}
}
