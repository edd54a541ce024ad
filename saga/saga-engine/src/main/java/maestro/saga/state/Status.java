package maestro.saga.state;

import java.util.List;

/** The status of a saga. Clients see PIVOTING as RUNNING. */
public enum Status {
    RUNNING,
    /** The pivot may have been called. The saga goes forward only, unless the pivot refuses. */
    PIVOTING,
    UNDOING,
    COMPLETED,
    UNDONE,
    /** An operator ended the saga by hand. */
    RESOLVED;

    /** The statuses that are not final. */
    public static final List<Status> OPEN = List.of(RUNNING, PIVOTING, UNDOING);

    public boolean isFinal() {
        return switch (this) {
            case RUNNING, PIVOTING, UNDOING -> false;
            case COMPLETED, UNDONE, RESOLVED -> true;
        };
    }

    /** The status that clients see. */
    public Status outward() {
        return this == PIVOTING ? RUNNING : this;
    }
}
