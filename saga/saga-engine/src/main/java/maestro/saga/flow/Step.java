package maestro.saga.flow;

import java.time.Duration;

/**
 * One step of a flow: a do and, for a compensatable step, an undo.
 *
 * @param name unique in the flow; receipts are passed on under it
 * @param service the participant that is called
 * @param timeout for one call, from connecting to the last byte of the reply
 */
public record Step(String name, String service, Kind kind, Duration timeout, RetryPolicy retryPolicy) {

    /** The role of a step when a saga unwinds. */
    public enum Kind {
        /** The step has an undo. */
        COMPENSATABLE,
        /** The step has no undo. After it the saga only goes forward. */
        PIVOT,
        /** The step comes after the pivot, and is repeated until it is done. */
        RETRIABLE
    }

    public boolean undoable() {
        return kind == Kind.COMPENSATABLE;
    }

    /**
     * @param attempts of a do before the saga unwinds
     * @param forward pauses between the attempts of a do
     * @param backward pauses between the attempts of an undo, which is repeated without end
     */
    public record RetryPolicy(int attempts, Backoff forward, Backoff backward) {}
}
