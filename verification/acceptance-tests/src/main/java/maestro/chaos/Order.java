package maestro.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import maestro.stack.Basket;
import maestro.stack.Basket.Item;

/**
 * What one customer wants, and how they go about it.
 *
 * @param preference the header {@code Prefer}
 * @param cancelAfterMs once it is taken; negative if they keep it
 * @param cancelsWhenDone whether they wait for its end before they cancel it
 * @param isAskedAgain whether they repeat it, with the key, as soon as it is taken
 * @param keyIsReused whether somebody tries another purchase with its key
 */
record Order(
        Basket basket,
        boolean keyed,
        String preference,
        int cancelAfterMs,
        boolean cancelsWhenDone,
        boolean isAskedAgain,
        boolean keyIsReused) {

    private static final List<String> SKUS =
            List.of("BOOK-DDD", "BOOK-DDD", "BOOK-SAGA", "BOOK-SAGA", "MUG", "MUG", "BATON");
    private static final List<String> CARDS = List.of("tok_visa", "tok_mastercard", "tok_amex", "tok_elo");
    private static final List<String> BAD_CARDS =
            List.of("tok_declined", "tok_insufficient_funds", "tok_expired", "tok_stolen", "tok_unheard_of");

    static Order drawn(long seed, int number) {
        var chance = new Chance(seed, 1_000 + number);
        boolean keyed = chance.happens(0.6);
        return new Order(
                basket(chance, number),
                keyed,
                chance.oneOf(List.of("respond-async", "respond-async", "wait=1", "wait=10", "wait=30")),
                chance.happens(0.2) ? chance.between(0, 1_000) : -1,
                chance.happens(0.5),
                keyed && chance.happens(0.2),
                keyed && chance.happens(0.05));
    }

    private static Basket basket(Chance chance, int number) {
        List<Item> items = new ArrayList<>();
        for (int line = chance.between(1, 3); line > 0; line--) {
            items.add(new Item(sku(chance), chance.between(1, 4)));
        }
        return new Basket(
                        "customer-%d@chaos.example".formatted(number),
                        items,
                        Basket.oneBook().payment(),
                        Basket.oneBook().shipTo())
                .paidWith(chance.happens(0.07) ? chance.oneOf(BAD_CARDS) : chance.oneOf(CARDS))
                .shippedTo(chance.happens(0.04) ? "JP" : "BR");
    }

    private static String sku(Chance chance) {
        return chance.happens(0.01) ? "LAST-COPY" : chance.happens(0.01) ? "SOLD-OUT" : chance.oneOf(SKUS);
    }

    String customer() {
        return basket.customer();
    }

    String key() {
        return "key-of-" + customer();
    }

    /** The same customer's, with the same key. */
    Basket another() {
        return basket.paidWith("tok_visa".equals(basket.payment().token()) ? "tok_elo" : "tok_visa");
    }

    /** By SKU: one may stand on several lines. */
    Map<String, Integer> units() {
        Map<String, Integer> units = new TreeMap<>();
        basket.items().forEach(item -> units.merge(item.sku(), item.quantity(), Integer::sum));
        return units;
    }
}
