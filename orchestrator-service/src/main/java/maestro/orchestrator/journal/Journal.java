package maestro.orchestrator.journal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What survives a crash of the orchestrator.
 *
 * <p>A forced write is durable once its future is done; appended ones become durable later, in order, and never after a
 * forced write of the same saga that follows them. A crash may lose the last appended ones: replaying the dos finds them
 * again. No future is ever left undone, except while the database is away.
 */
public interface Journal {

    /** As whom this process writes. */
    String owner();

    /**
     * Takes a new saga, before its first call. FENCED: a purchase with its idempotency key is there already. Fails with {@link
     * JournalUnavailableException} if it could not be written: then nothing was started. Stays open as long as nobody knows
     * whether a commit was made.
     */
    CompletableFuture<Written> accept(NewSaga saga);

    /** Writes a decision, however long the database is away. */
    CompletableFuture<Written> force(Transition transition);

    /** Writes behind the work; nobody needs to wait for it. */
    CompletableFuture<Written> append(Transition transition);

    Optional<StoredSaga> find(String id);

    History history(String id);

    /** Sagas that are not at their end and whose owner's lease has run out, oldest first. */
    List<Orphan> orphans(String afterId, int limit);

    /** Marks a saga that can't be run here as one for the operators; without effect once somebody has taken it over. */
    void setAside(StoredSaga saga, String why);

    /** Says that this owner lives and will say so again before this time has passed, by the database's clock. */
    void renewLease(Duration lease);

    /** What came of a write. */
    enum Written {
        DURABLE,
        /** The row has moved on under another owner, who alone decides from now on. */
        FENCED
    }
}
