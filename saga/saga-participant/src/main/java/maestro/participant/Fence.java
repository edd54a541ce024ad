package maestro.participant;

import maestro.participant.Outcome.Effect;
import org.springframework.transaction.TransactionStatus;
import org.springframework.util.Assert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Guarantees that each purchase has its effect at most once, and none after its undo.
 *
 * <p>The first statement of every transaction inserts the purchase's row. The primary key blocks a concurrent call
 * for the same purchase, on any instance of the service, until the first one commits; the call then reads the outcome
 * from the row. Row and effect are written in one transaction, so neither is ever durable without the other. Rows are
 * never deleted, because a late call can arrive at any time.
 */
class Fence {

    /** Applies the effect of a first {@code do}, within the transaction that wrote the row. */
    @FunctionalInterface
    interface Action {

        /** Returns the receipt. */
        Record perform() throws Refusal;
    }

    private final Participant<?> participant;
    private final FenceRepository rows;
    private final Transactions transactions;
    private final JsonMapper json;

    Fence(Participant<?> participant, FenceRepository rows, Transactions transactions, JsonMapper json) {
        this.participant = participant;
        this.rows = rows;
        this.transactions = transactions;
        this.json = json;
    }

    /**
     * Runs {@code action} if the purchase has no row yet; otherwise returns the recorded outcome.
     *
     * @param fingerprint of the content of the purchase; another one for the same id is {@link Outcome.IdReused}
     */
    Outcome perform(String id, String fingerprint, Action action) {
        return transactions.write(transaction ->
                rows.insertDone(id, fingerprint) ? perform(id, action, transaction) : replay(id, fingerprint));
    }

    private Outcome perform(String id, Action action, TransactionStatus transaction) {
        Object savepoint = transaction.createSavepoint();
        try {
            String receipt = serialize(action.perform());
            rows.setReceipt(id, receipt);
            return new Outcome.Done(receipt, false);
        } catch (Refusal refusal) {
            transaction.rollbackToSavepoint(savepoint);
            rows.setRefused(id, refusal);
            return new Outcome.Refused(refusal.reason(), refusal.detail());
        }
    }

    private Outcome replay(String id, String fingerprint) {
        return switch (rows.find(id)) {
            case FenceState.Undone _ -> new Outcome.AlreadyUndone();
            case FenceState.Done done ->
                done.fingerprint().equals(fingerprint)
                        ? new Outcome.Done(done.receipt(), true)
                        : new Outcome.IdReused();
            case FenceState.Refused refused ->
                refused.fingerprint().equals(fingerprint)
                        ? new Outcome.Refused(refused.reason(), refused.detail())
                        : new Outcome.IdReused();
        };
    }

    /** Reverses the effect of the purchase, or inserts a tombstone that prevents a later effect. */
    Outcome undo(String id) {
        return transactions.write(
                _ -> new Outcome.Undone(rows.insertTombstone(id) ? Effect.NONE : reverse(id, rows.lock(id))));
    }

    private Effect reverse(String id, FenceState state) {
        return switch (state) {
            case FenceState.Undone undone -> undone.effect();
            case FenceState.Refused _ -> rows.setUndone(id, Effect.NONE);
            case FenceState.Done _ -> {
                participant.undo(id);
                yield rows.setUndone(id, Effect.REVERSED);
            }
        };
    }

    private String serialize(Record receipt) {
        JsonNode tree = json.valueToTree(receipt);
        Assert.state(tree.isObject(), "a receipt must be a JSON object");
        return json.writeValueAsString(tree);
    }
}
