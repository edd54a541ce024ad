package maestro.saga.journal;

import java.util.concurrent.CompletableFuture;

/**
 * The durable log of all sagas.
 *
 * <p>A forced record is durable when its future completes. Appended records become durable later, in order, and never
 * after a forced record of the same saga that follows them. A crash may lose the last appended records of a saga;
 * repeating its dos restores them. Every future completes, except while the database is not available.
 *
 * <p>A future fails with {@link JournalUnavailableException} if its record was not written.
 */
public interface Journal {

    /**
     * Writes a new saga. It is {@link WriteResult#DUPLICATE} if its idempotency key exists. If the future fails,
     * nothing was written. While a commit is in doubt the future stays open.
     */
    CompletableFuture<WriteResult> accept(NewSaga saga);

    /** Writes a decision. The write is repeated for as long as the database is not available. */
    CompletableFuture<WriteResult> force(Transition transition);

    /** Writes behind the work. */
    CompletableFuture<WriteResult> append(Transition transition);
}
