package maestro.participant;

import maestro.participant.Outcome.Effect;
import org.springframework.transaction.TransactionStatus;
import org.springframework.util.Assert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets each purchase have its effect at most once, and none after its undo.
 *
 * <p>The first statement of every transaction inserts the purchase's row. Its primary key makes whoever comes second, on
 * whatever instance of the service, wait until the first has committed; then the row tells what happened. The row and
 * the effect are in one transaction, so there is no moment in which one is durable without the other. Rows are never
 * deleted: a late call may come any time.
 */
class Fence {

    private final Participant<?> participant;
    private final FenceRepository fences;
    private final Transactions transactions;
    private final JsonMapper json;

    Fence(Participant<?> participant, FenceRepository fences, Transactions transactions, JsonMapper json) {
        this.participant = participant;
        this.fences = fences;
        this.transactions = transactions;
        this.json = json;
    }

    /**
     * Carries out {@code work} if this purchase was never heard of; otherwise tells what came of it then.
     *
     * @param fingerprint of what the purchase asks for: the same id with another one is refused
     */
    Outcome perform(String id, String fingerprint, Work work) {
        return transactions.write(
                transaction -> fences.open(id, fingerprint) ? first(id, work, transaction) : again(id, fingerprint));
    }

    private Outcome first(String id, Work work, TransactionStatus transaction) {
        Object beforeWork = transaction.createSavepoint();
        try {
            String receipt = receipt(work.perform());
            fences.done(id, receipt);
            return new Outcome.Done(receipt, false);
        } catch (Refusal refusal) {
            transaction.rollbackToSavepoint(beforeWork);
            fences.refused(id, refusal);
            return new Outcome.Refused(refusal.reason(), refusal.detail());
        }
    }

    private Outcome again(String id, String fingerprint) {
        return switch (fences.held(id)) {
            case Held.Undone _ -> new Outcome.AlreadyUndone();
            case Held.Done done ->
                done.fingerprint().equals(fingerprint)
                        ? new Outcome.Done(done.receipt(), true)
                        : new Outcome.IdReused();
            case Held.Refused refused ->
                refused.fingerprint().equals(fingerprint)
                        ? new Outcome.Refused(refused.reason(), refused.detail())
                        : new Outcome.IdReused();
        };
    }

    /** Takes back what this purchase did, or leaves the tombstone that stops it from ever doing anything. */
    Outcome undo(String id) {
        return transactions.write(
                _ -> new Outcome.Undone(fences.entomb(id) ? Effect.NONE : takeBack(id, fences.lock(id))));
    }

    private Effect takeBack(String id, Held held) {
        return switch (held) {
            case Held.Undone undone -> undone.effect();
            case Held.Refused _ -> fences.undone(id, Effect.NONE);
            case Held.Done _ -> {
                participant.undo(id);
                yield fences.undone(id, Effect.REVERSED);
            }
        };
    }

    private String receipt(Record receipt) {
        JsonNode tree = json.valueToTree(receipt);
        Assert.state(tree.isObject(), "a receipt must be a JSON object");
        return json.writeValueAsString(tree);
    }
}
