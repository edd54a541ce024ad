package maestro.saga.journal;

import java.util.List;

/** Writes a batch of records in one transaction. The port beneath {@link GroupCommitJournal}. */
public interface BatchWriter {

    /**
     * Inserts each new saga unless its id or its idempotency key exists, and applies each transition whose saga's row
     * has the epoch, the status and the seq that the transition begins with.
     *
     * @param inDoubt whether an earlier commit of the same batch is in doubt: then a record that is already there is
     *     {@link WriteResult#DURABLE}
     */
    CommitResult write(List<Write> batch, boolean inDoubt);
}
