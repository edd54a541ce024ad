package maestro.chaos.checker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import maestro.stack.ParticipantClient.LedgerEntry;
import maestro.stack.PurchaseView.Event;
import maestro.stack.Totals;
import org.jspecify.annotations.Nullable;

/**
 * The input of all checks, read after the end of a run.
 *
 * @param purchases the rows and histories of the journal
 * @param ledgers the tables of each participant, by its name
 * @param httpView the replies of the services over HTTP, to be compared with their tables
 */
public record RunRecord(
        List<Purchase> purchases,
        Map<String, Ledger> ledgers,
        Resources resources,
        HttpView httpView,
        List<Client> clients,
        Coverage coverage) {

    @Override
    public String toString() {
        return "%d purchases: %d completed, %d undone; %d were adopted"
                .formatted(
                        purchases.size(),
                        purchases.stream().filter(Purchase::isCompleted).count(),
                        purchases.stream().filter(Purchase::isUndone).count(),
                        purchases.stream()
                                .filter(purchase -> purchase.has("ADOPTED"))
                                .count());
    }

    /** The complete data of one purchase, as text. */
    public String describe(String id) {
        var text = new StringBuilder(id);
        for (Purchase purchase : purchases) {
            if (purchase.id().equals(id)) {
                text.append(
                        "%n  %s, epoch %d, of %s".formatted(purchase.status(), purchase.epoch(), purchase.customer()));
                purchase.history().forEach(event -> text.append("%n  %s %s".formatted(event.at(), event.label())));
            }
        }
        ledgers.forEach((step, ledger) ->
                text.append("%n  %s: %s %s".formatted(step, ledger.fences().get(id), ledger.effectsOf(id))));
        return text.toString();
    }

    Ledger ledger(String step) {
        return ledgers.getOrDefault(step, new Ledger(Map.of(), Map.of()));
    }

    /**
     * A purchase in the journal.
     *
     * @param seq of its last event, by its row
     * @param units bought, by SKU
     */
    public record Purchase(
            String id,
            String status,
            int epoch,
            int seq,
            boolean needsAttention,
            String customer,
            Map<String, Integer> units,
            List<Event> history) {

        boolean isCompleted() {
            return status.equals("COMPLETED");
        }

        boolean isUndone() {
            return status.equals("UNDONE");
        }

        boolean has(String type) {
            return history.stream().anyMatch(event -> event.type().equals(type));
        }
    }

    /** The fence rows and the effects of one participant, by purchase. */
    public record Ledger(Map<String, Fence> fences, Map<String, List<Effect>> effects) {

        List<Effect> effectsOf(String purchase) {
            return effects.getOrDefault(purchase, List.of());
        }
    }

    /** @param effect of an undo: REVERSED or NONE */
    public record Fence(String state, @Nullable String effect) {}

    /**
     * An effect in the tables of a participant.
     *
     * @param amount in minor units; 0 if the effect has none
     * @param reversedAmount the part of the amount that was paid back
     */
    public record Effect(Instant doneAt, @Nullable Instant undoneAt, long amount, long reversedAmount) {

        boolean isStanding() {
            return undoneAt == null;
        }
    }

    /**
     * The counted resources of all participants.
     *
     * @param reserved units by purchase, of reservations that are not released
     */
    public record Resources(
            Map<String, Long> prices,
            Map<String, StockLevel> stock,
            Map<String, Map<String, Integer>> reserved,
            Invoices invoices,
            long slotsTaken) {}

    /** @param before the units before the first purchase, as returned over HTTP */
    public record StockLevel(long before, long initial, long onHand) {}

    public record Invoices(List<Long> numbers, long lastNumber) {}

    /**
     * The services' replies over HTTP.
     *
     * @param statuses of the purchases in the orchestrator's list
     * @param listings of each participant, by its name
     * @param violations found by the orchestrator's own audit
     */
    public record HttpView(
            Map<String, String> statuses,
            Map<String, List<LedgerEntry>> listings,
            Totals totals,
            List<String> violations) {}

    /**
     * A client that wanted one purchase.
     *
     * @param keyed whether all its requests had the same idempotency key
     * @param replies in order
     */
    public record Client(String name, Map<String, Integer> units, boolean keyed, List<Received> replies) {}

    /**
     * A reply that a client received.
     *
     * @param id of the purchase; empty if the reply names none
     * @param text of the reply, for messages
     */
    public record Received(Meaning meaning, String id, String text) {}

    /** The meaning of a reply for the client. */
    public enum Meaning {
        /** The purchase was accepted. */
        ACCEPTED,
        /** The purchase was completed at that time. */
        COMPLETED,
        UNDONE,
        /** The purchase is undone or will be. */
        CANCELLED,
        /** The purchase is completed, and no request to cancel it follows. */
        STAYS_COMPLETED,
        /** Nothing was started, or the reply states nothing. */
        NOT_STARTED,
        /** No reply, or a reply that does not state whether a purchase was started. */
        UNKNOWN,
        /** The key belongs to another purchase. */
        KEY_CONFLICT,
        /** A reply that the contract does not allow. */
        INVALID
    }

    /** @param faults the number of times that each expected fault occurred, by its name */
    public record Coverage(double minutes, Map<String, Integer> faults) {}
}
