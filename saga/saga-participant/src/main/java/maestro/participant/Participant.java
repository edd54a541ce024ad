package maestro.participant;

import maestro.contract.Purchase;

/**
 * One service's part in a purchase: what it does, and how it takes that back.
 *
 * <p>Every call runs inside the transaction that also writes the purchase's fence row: both are committed or neither is.
 * So {@code perform} is called at most once with effect and {@code undo} at most once after it, however often, late or
 * out of order the calls come in over HTTP. An implementation must keep its effects in that same database and must not
 * call other systems.
 *
 * <p>The schema of a service has a view {@code effects (purchase, effects, reversals)} over its own tables, never over
 * the fence: one row for each purchase that it ever had an effect for. It is what the audit goes by.
 *
 * @param <R> the receipt, as JSON: stored with the fence row and repeated word for word
 */
public interface Participant<R extends Record> {

    /**
     * Carries out this service's part.
     *
     * @throws Refusal for a reason of the business; what was written so far is rolled back, the refusal is recorded
     */
    R perform(String id, Purchase purchase) throws Refusal;

    /** Takes back what {@code perform} did for this purchase; called only where it did something. */
    void undo(String id);

    /** Totals from the service's own tables, all read in one transaction. */
    Record audit();
}
