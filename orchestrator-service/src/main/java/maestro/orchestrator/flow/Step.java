package maestro.orchestrator.flow;

import java.time.Duration;

/**
 * One call of a participant, and how patiently it is made.
 *
 * @param service the participant that is called; its receipt is handed on under the step's name
 * @param timeout for one call in all, from connecting to the reply's last byte
 */
public record Step(String name, String service, Kind kind, Duration timeout, Patience patience) {

    /** What the step means for unwinding. */
    public enum Kind {
        /** It has an undo. */
        COMPENSATABLE,
        /** No undo; once it is done the saga only goes forward. */
        PIVOT,
        /** After the pivot: tried until it is done. */
        RETRIABLE
    }

    public boolean undoable() {
        return kind == Kind.COMPENSATABLE;
    }

    /**
     * @param attempts of a do before its outcome stays unknown and the saga unwinds
     * @param forward backoff between the attempts of a do
     * @param backward backoff between the attempts of an undo, which have no end
     */
    public record Patience(int attempts, Backoff forward, Backoff backward) {}
}
