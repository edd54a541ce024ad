package maestro.saga.journal;

import java.util.List;

/** The result of committing a batch. */
public sealed interface CommitResult {

    /** @param results in the order of the batch */
    record Committed(List<WriteResult> results) implements CommitResult {}

    /** The transaction lost to another one and was rolled back. The same batch can be written again. */
    record Conflict(Exception cause) implements CommitResult {}

    /** The database is not available. Nothing was written. */
    record Unavailable(Exception cause) implements CommitResult {}

    /** The connection failed during the commit: the batch is written as a whole, or not at all. */
    record InDoubt(Exception cause) implements CommitResult {}

    /** The database refuses at least one record of the batch for its content. Nothing was written. */
    record BadData(Exception cause) implements CommitResult {}
}
