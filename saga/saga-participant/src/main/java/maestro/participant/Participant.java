package maestro.participant;

import maestro.contract.Purchase;

/**
 * A service's step of a purchase: the effect and its compensation. The application declares one implementation as a
 * bean.
 *
 * <p>Every method runs in a database transaction. For {@code perform} and {@code undo}, the same transaction writes
 * the purchase's fence row, so that the effect and the row are committed together or not at all. HTTP calls can be
 * repeated, delayed or reordered: {@code perform} still takes effect at most once per purchase, and {@code undo} at
 * most once after it. A transaction that loses a conflict is rolled back and repeated, and the method is called
 * again.
 *
 * <p>An implementation keeps its effects in this database only and calls no other system.
 *
 * <p>The schema of the service contains a view {@code effects (purchase, effects, reversals)} over the service's own
 * tables, never over the table {@code fence}, with one row for each purchase that ever had an effect. The audit
 * compares it with the fence.
 *
 * @param <R> the receipt; must serialize to a JSON object. It is stored with the fence row and returned unchanged by
 *     every repeated {@code do}.
 */
public interface Participant<R extends Record> {

    /**
     * Applies the effect of this step.
     *
     * @param id the purchase's id; {@code purchase.id()} may be null
     * @throws Refusal for a business reason. The writes of this call are rolled back; the refusal is recorded and
     *     final.
     * @throws RuntimeException if the call fails. The transaction is rolled back, and the caller may repeat the call.
     */
    R perform(String id, Purchase purchase) throws Refusal;

    /** Compensates the effect of {@code perform}. Called only for a purchase that has an effect, and never refuses. */
    void undo(String id);

    /**
     * Returns totals over the service's own tables, read in one read-only transaction. They are public on
     * {@code /audit}.
     */
    Record audit();
}
