package maestro.simulation;

/** A statement failed: the simulated database is not available, or the connection to it is lost. */
final class DatabaseAwayException extends RuntimeException {
    DatabaseAwayException(String message) {
        super(message);
    }
}
