package maestro.orchestrator.saga;

/** What a history is made of. */
public enum EventType {
    ACCEPTED,
    ADOPTED,
    DO_DONE,
    DO_REFUSED,
    DO_UNKNOWN,
    CANCEL_ASKED,
    UNDOING,
    UNDO_DONE,
    UNDO_UNKNOWN,
    NEEDS_ATTENTION,
    RUN_NOW,
    COMPLETED,
    UNDONE,
    RESOLVED
}
