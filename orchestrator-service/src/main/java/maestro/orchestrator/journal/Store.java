package maestro.orchestrator.journal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import maestro.orchestrator.journal.Journal.Written;

/** The database beneath the journal, in the hands of one owner. Every method throws an exception while it is away. */
public interface Store {

    String owner();

    /**
     * Writes a group in one transaction: a new saga if neither its id nor its key is there, a transition if the row has the
     * epoch, the status and the seq that it begins with. The result is in the group's order.
     *
     * @param again whether the same group was written before, and nobody knows whether it was committed: then a record that
     *     is there counts as durable
     * @throws CommitUnknownException if the database failed while committing: write the same again to learn
     * @throws RuntimeException for any other failure: nothing was written
     */
    List<Written> write(List<Write> group, boolean again);

    Optional<StoredSaga> find(String id);

    History history(String id);

    /** Open sagas of owners without a lease, oldest first. */
    List<Orphan> orphans(String afterId, int limit);

    void setAside(StoredSaga saga, String why);

    void renewLease(Duration lease);

    /** Gives the lease back: what is still open may be taken over at once. */
    void endLease();

    /** The connection broke while committing: the group is there as a whole, or not at all. */
    final class CommitUnknownException extends RuntimeException {
        public CommitUnknownException(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
