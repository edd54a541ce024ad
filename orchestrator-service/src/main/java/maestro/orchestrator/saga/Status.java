package maestro.orchestrator.saga;

import java.util.List;

/** Where a saga stands. PIVOTING is told to clients as RUNNING: for them nothing has changed. */
public enum Status {
    RUNNING,
    /** The pivot may have been called: forward only, unless the pivot refuses. */
    PIVOTING,
    UNDOING,
    COMPLETED,
    UNDONE,
    /** An operator ended it by hand; what it holds is theirs to answer for. */
    RESOLVED;

    /** Those that are not at their end. */
    public static final List<Status> OPEN = List.of(RUNNING, PIVOTING, UNDOING);

    public boolean isFinal() {
        return switch (this) {
            case RUNNING, PIVOTING, UNDOING -> false;
            case COMPLETED, UNDONE, RESOLVED -> true;
        };
    }

    /** What a client is told. */
    public Status outward() {
        return this == PIVOTING ? RUNNING : this;
    }
}
