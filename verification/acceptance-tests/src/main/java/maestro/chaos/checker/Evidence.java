package maestro.chaos.checker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import maestro.stack.Participant.Entry;
import maestro.stack.Saga.Event;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.jspecify.annotations.Nullable;

/**
 * All that the checks go by: read once everything is over, or made by a test.
 *
 * @param purchases the journal's rows with their histories
 * @param books what each service's own tables hold, by step
 * @param outside what the services tell over HTTP, to be held against their tables
 */
public record Evidence(
        List<Purchase> purchases,
        Map<String, Book> books,
        Goods goods,
        Outside outside,
        List<Customer> customers,
        Course course) {

    /** The order in which the steps of this purchase are done. */
    static List<String> flowOf(Purchase purchase) {
        return Stack.STEPS;
    }

    /** How many purchases there are, and what became of them. */
    @Override
    public String toString() {
        return "%d purchases: %d completed, %d undone; %d were recovered"
                .formatted(
                        purchases.size(),
                        purchases.stream().filter(Purchase::isCompleted).count(),
                        purchases.stream().filter(Purchase::isUndone).count(),
                        purchases.stream()
                                .filter(purchase -> purchase.has("ADOPTED"))
                                .count());
    }

    /** All that is known of one purchase, for whoever looks into a violation. */
    public String describe(String id) {
        var text = new StringBuilder(id);
        for (Purchase purchase : purchases) {
            if (purchase.id().equals(id)) {
                text.append(
                        "%n  %s, epoch %d, of %s".formatted(purchase.status(), purchase.epoch(), purchase.customer()));
                purchase.history().forEach(event -> text.append("%n  %s %s".formatted(event.at(), event.label())));
            }
        }
        books.forEach((step, book) ->
                text.append("%n  %s: %s %s".formatted(step, book.fences().get(id), book.deedsOf(id))));
        return text.toString();
    }

    Book book(String step) {
        return books.getOrDefault(step, new Book(Map.of(), Map.of()));
    }

    /**
     * @param seq of its last event, by its row
     * @param units how many of each SKU are bought
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

    /** One service's fence and effects, by purchase. */
    public record Book(Map<String, Fence> fences, Map<String, List<Deed>> deeds) {

        List<Deed> deedsOf(String purchase) {
            return deeds.getOrDefault(purchase, List.of());
        }
    }

    /** @param effect of an undo: REVERSED or NONE */
    public record Fence(String state, @Nullable String effect) {}

    /**
     * One effect in a service's own tables.
     *
     * @param amount in minor units, where there is one
     * @param givenBack what of the amount was taken back
     */
    public record Deed(Instant doneAt, @Nullable Instant undoneAt, long amount, long givenBack) {

        boolean stands() {
            return undoneAt == null;
        }
    }

    /**
     * What is counted rather than held for one purchase.
     *
     * @param reserved units by purchase, of reservations that are not released
     */
    public record Goods(
            Map<String, Long> prices,
            Map<String, Shelf> shelves,
            Map<String, Map<String, Integer>> reserved,
            Invoices invoices,
            long slotsTaken) {}

    /** @param before what stock told of it before the first purchase */
    public record Shelf(long before, long initial, long onHand) {}

    public record Invoices(List<Long> numbers, long lastNumber) {}

    /**
     * @param statuses of the purchases, as the orchestrator lists them
     * @param listings each service's, by step
     * @param audit violations that the orchestrator's own audit found
     */
    public record Outside(
            Map<String, String> statuses, Map<String, List<Entry>> listings, Totals totals, List<String> audit) {}

    /**
     * Somebody who wants one purchase.
     *
     * @param keyed whether all their tries had the same key
     * @param told in order
     */
    public record Customer(String name, Map<String, Integer> units, boolean keyed, List<Told> told) {}

    /**
     * One answer.
     *
     * @param id of the purchase; empty if the answer names none
     * @param words for people
     */
    public record Told(What what, String id, String words) {

        public enum What {
            /** There is such a purchase. */
            TAKEN,
            /** It was completed by then. */
            COMPLETED,
            UNDONE,
            /** It is undone or will be. */
            CANCELLED,
            /** It is completed, and nobody will cancel it any more. */
            STANDS,
            /** Nothing was started, or nothing was said. */
            NOTHING,
            /** No answer, or one that leaves it open whether a purchase was started. */
            UNSURE,
            /** The key is another purchase's. */
            KEY_TAKEN,
            /** What nobody should ever be told. */
            WRONG
        }
    }

    /** @param struck how often each thing struck that should have, by its name */
    public record Course(double minutes, Map<String, Integer> struck) {}
}
