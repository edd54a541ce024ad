package maestro.saga.state;

/** What an undo changed at its participant. */
public enum UndoEffect {
    /** The effect of the do was reversed. */
    REVERSED,
    /** There was no effect to reverse. */
    NONE,
    /** The participant did not say. */
    UNSPECIFIED;

    /** Reads what a participant or an older journal says. */
    public static UndoEffect parse(String text) {
        return switch (text) {
            case "REVERSED" -> REVERSED;
            case "NONE" -> NONE;
            default -> UNSPECIFIED;
        };
    }
}
