package maestro.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseRequest.Item;
import maestro.stack.SeededRandom;

/**
 * The request of one customer, and the further steps of that customer.
 *
 * @param preference the header {@code Prefer}
 * @param cancelAfterMs from acceptance; negative for no cancellation
 * @param cancelsWhenFinal whether the customer waits for the end of the purchase before cancelling it
 * @param repeats whether the customer repeats the request, with its key, after acceptance
 * @param reusesKey whether the customer sends another request with the same key
 */
record CustomerPlan(
        PurchaseRequest request,
        boolean keyed,
        String preference,
        int cancelAfterMs,
        boolean cancelsWhenFinal,
        boolean repeats,
        boolean reusesKey) {

    private static final List<String> SKUS =
            List.of("BOOK-DDD", "BOOK-DDD", "BOOK-SAGA", "BOOK-SAGA", "MUG", "MUG", "BATON");
    private static final List<String> CARDS = List.of("tok_visa", "tok_mastercard", "tok_amex", "tok_elo");
    private static final List<String> BAD_CARDS =
            List.of("tok_declined", "tok_insufficient_funds", "tok_expired", "tok_stolen", "tok_unheard_of");

    static CustomerPlan random(long seed, int number) {
        var random = new SeededRandom(seed, 1_000 + number);
        boolean keyed = random.withProbability(0.6);
        return new CustomerPlan(
                request(random, number),
                keyed,
                random.oneOf(List.of("respond-async", "respond-async", "wait=1", "wait=10", "wait=30")),
                random.withProbability(0.2) ? random.between(0, 1_000) : -1,
                random.withProbability(0.5),
                keyed && random.withProbability(0.2),
                keyed && random.withProbability(0.05));
    }

    private static PurchaseRequest request(SeededRandom random, int number) {
        List<Item> items = new ArrayList<>();
        for (int line = random.between(1, 3); line > 0; line--) {
            items.add(new Item(sku(random), random.between(1, 4)));
        }
        return PurchaseRequest.oneBook()
                .withItems(items)
                .withCustomer("customer-%d@chaos.example".formatted(number))
                .withToken(random.withProbability(0.07) ? random.oneOf(BAD_CARDS) : random.oneOf(CARDS))
                .withCountry(random.withProbability(0.04) ? "JP" : "BR");
    }

    private static String sku(SeededRandom random) {
        return random.withProbability(0.01)
                ? "LAST-COPY"
                : random.withProbability(0.01) ? "SOLD-OUT" : random.oneOf(SKUS);
    }

    String customer() {
        return request.customer();
    }

    String key() {
        return "key-of-" + customer();
    }

    /** A different request of the same customer. */
    PurchaseRequest otherRequest() {
        return request.withToken("tok_visa".equals(request.payment().token()) ? "tok_elo" : "tok_visa");
    }

    /** By SKU. Several lines may have the same SKU. */
    Map<String, Integer> units() {
        Map<String, Integer> units = new TreeMap<>();
        request.items().forEach(item -> units.merge(item.sku(), item.quantity(), Integer::sum));
        return units;
    }
}
