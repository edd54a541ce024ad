package maestro.saga.journal;

/** A record was not written to the journal. */
public final class JournalUnavailableException extends RuntimeException {
    public JournalUnavailableException(Throwable cause) {
        super("The journal can't be written: " + cause.getMessage(), cause);
    }
}
