package maestro.orchestrator.journal;

/** The journal's database can't be written to now. */
public final class JournalUnavailableException extends RuntimeException {
    JournalUnavailableException(Throwable cause) {
        super("The journal can't be written: " + cause.getMessage(), cause);
    }
}
