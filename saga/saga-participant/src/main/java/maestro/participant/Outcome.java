package maestro.participant;

/** The outcome of a {@code do} or an {@code undo}. */
sealed interface Outcome {

    /** @param receipt JSON, identical in every response of the same purchase */
    record Done(String receipt, boolean replayed) implements Outcome {}

    record Refused(String reason, String detail) implements Outcome {}

    /** A {@code do} that arrived after the {@code undo}. */
    record AlreadyUndone() implements Outcome {}

    /** The id was used before, with other content. */
    record IdReused() implements Outcome {}

    record Undone(Effect effect) implements Outcome {}

    /** Whether the {@code undo} reversed an effect or found none. */
    enum Effect {
        REVERSED,
        NONE
    }
}
