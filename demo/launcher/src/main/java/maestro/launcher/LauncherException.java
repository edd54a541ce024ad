package maestro.launcher;

/** Ends a command with one line on standard error and an exit code. */
final class LauncherException extends RuntimeException {

    private final int exitCode;

    LauncherException(String message) {
        this(message, 1);
    }

    LauncherException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
