package maestro.participant;

/** What came of a {@code do} or an {@code undo}, the first time or repeated. */
sealed interface Outcome {

    /** The receipt is JSON, word for word as it was first answered. */
    record Done(String receipt, boolean replayed) implements Outcome {}

    record Refused(String reason, String detail) implements Outcome {}

    /** The tombstone is there: this {@code do} has come too late. */
    record AlreadyUndone() implements Outcome {}

    /** The id was used before, for other content. */
    record IdReused() implements Outcome {}

    record Undone(Effect effect) implements Outcome {}

    /** What an {@code undo} found to take back. */
    enum Effect {
        REVERSED,
        NONE
    }
}
