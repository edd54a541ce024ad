package maestro.saga.state;

/** The types of a history's events, as they are stored and shown. */
public enum EventType {
    ACCEPTED,
    ADOPTED,
    DO_DONE,
    DO_REFUSED,
    DO_UNKNOWN,
    CANCEL_ASKED,
    PIVOTING,
    UNDOING,
    UNDO_DONE,
    UNDO_UNKNOWN,
    NEEDS_ATTENTION,
    RUN_NOW,
    COMPLETED,
    UNDONE,
    RESOLVED;

    /** Whether the saga has ended with an event of this type. */
    public boolean isEnd() {
        return switch (this) {
            case COMPLETED, UNDONE, RESOLVED -> true;
            case ACCEPTED, ADOPTED, CANCEL_ASKED, PIVOTING, UNDOING, NEEDS_ATTENTION, RUN_NOW -> false;
            case DO_DONE, DO_REFUSED, DO_UNKNOWN, UNDO_DONE, UNDO_UNKNOWN -> false;
        };
    }
}
