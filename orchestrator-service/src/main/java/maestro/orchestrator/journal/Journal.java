package maestro.orchestrator.journal;

import java.util.List;
import java.util.Optional;
import maestro.orchestrator.saga.Event;

/**
 * What survives a crash of the orchestrator.
 *
 * <p>Forced writes are durable when the call returns; appended ones become durable later, in order, and never after a forced
 * write of the same saga that follows them. A crash may lose the last appended ones: replaying the dos finds them again.
 */
public interface Journal {

    /**
     * Takes a new saga, durably, before its first call.
     *
     * @throws JournalUnavailableException if it could not be written: then nothing was started
     */
    Acceptance accept(NewSaga saga);

    /** Writes a decision and waits until it is durable, however long the database is away. */
    Written force(Transition transition);

    /** Writes behind the work. A fenced saga's records are dropped: its next forced write is told. */
    void append(Transition transition);

    Optional<StoredSaga> find(String id);

    /** A saga's events in order, as far as they were written. */
    List<Event> history(String id);

    /** Sagas that are not at their end and belong to another owner, oldest first. */
    List<StoredSaga> unowned(String afterId, int limit);

    /** What came of a forced write. */
    enum Written {
        DURABLE,
        /** The row has moved on under another owner, who alone decides from now on. */
        FENCED
    }

    /** What came of a new saga. */
    sealed interface Acceptance {
        record Accepted() implements Acceptance {}

        /** A purchase with this idempotency key is there already. */
        record KeyTaken() implements Acceptance {}
    }
}
