package maestro.saga.journal;

/** The result of one write to the journal. */
public enum WriteResult {
    DURABLE,
    /** A saga with the same idempotency key exists. Nothing was written. */
    DUPLICATE,
    /** The saga has another owner, or its row has moved on. Nothing was written, and the writer must stop. */
    SUPERSEDED
}
