package maestro.conformance;

import java.util.List;
import java.util.UUID;
import maestro.contract.Purchase;
import maestro.contract.Purchase.Item;
import maestro.contract.Purchase.Payment;
import maestro.contract.Purchase.ShipTo;
import maestro.contract.Receipts;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A valid purchase for tests: the fixture of all tests of participants. {@code of} creates a purchase with a valid card
 * token, a served country and no receipts. The other methods return a copy that differs in one property.
 *
 * <pre>{@code
 * Purchase purchase = SamplePurchase.of("MUG", 2).paidWith("tok_declined").purchase();
 * }</pre>
 */
public record SamplePurchase(List<Item> items, String token, String country, Receipts receipts) {

    private static final String RECEIPTS_OF_ALL_STEPS = """
            {
              "checkout": {
                "order": "order-1",
                "total": {"amount": 25980, "currency": "BRL"},
                "lines": [
                  {
                    "sku": "BOOK-DDD", "quantity": 2,
                    "unitPrice": {"amount": 12990, "currency": "BRL"},
                    "total": {"amount": 25980, "currency": "BRL"}
                  }
                ]
              },
              "payment": {"payment": "payment-1", "amount": 25980, "currency": "BRL"},
              "stock": {"reservation": "reservation-1", "items": [{"sku": "BOOK-DDD", "quantity": 2}]},
              "cd": {"slot": 1},
              "invoice": {"number": 1, "amount": 25980, "currency": "BRL"},
              "shipping": {"tracking": "BR000000001"}
            }""";

    public static SamplePurchase of(Item... items) {
        return new SamplePurchase(List.of(items), "tok_visa", "BR", Receipts.NONE);
    }

    public static SamplePurchase of(String sku, int quantity) {
        return of(new Item(sku, quantity));
    }

    public SamplePurchase paidWith(String otherToken) {
        return new SamplePurchase(items, otherToken, country, receipts);
    }

    public SamplePurchase shippedTo(String otherCountry) {
        return new SamplePurchase(items, token, otherCountry, receipts);
    }

    /** @param json receipts of completed steps, by step: {@code {"checkout":{"total":{...}}}} */
    public SamplePurchase withReceipts(String json) {
        return new SamplePurchase(items, token, country, JsonMapper.shared().readValue(json, Receipts.class));
    }

    /** Returns the purchase with a new random id. Each call returns another purchase. */
    public Purchase purchase() {
        return purchase(UUID.randomUUID().toString());
    }

    /** Returns the JSON body that a client sends: without an id, which is valid for any id in the path. */
    public String body() {
        return json(purchase()).without(List.of("id")).toString();
    }

    private Purchase purchase(String id) {
        ShipTo shipTo = new ShipTo("Ana Souza", "Rua das Flores 10", "São Paulo", "01001-000", country);
        return new Purchase(id, "ana@example.com", items, new Payment(token), shipTo, receipts);
    }

    /** Returns the body of a {@code do} that every service accepts: it contains the receipts of all steps. */
    static ObjectNode body(String id) {
        return json(of("BOOK-DDD", 2).withReceipts(RECEIPTS_OF_ALL_STEPS).purchase(id));
    }

    /** Returns a body that differs from {@link #body(String)} in the quantity of the first item. */
    static ObjectNode bodyWithOtherContent(String id) {
        ObjectNode purchase = body(id);
        ((ObjectNode) purchase.at("/items/0")).put("quantity", 3);
        return purchase;
    }

    /** Returns the same content with the members in reverse order and with white space. */
    static String reordered(ObjectNode purchase) {
        ObjectNode reversed = purchase.objectNode();
        purchase.propertyNames().stream().toList().reversed().forEach(name -> reversed.set(name, purchase.get(name)));
        return reversed.toPrettyString();
    }

    private static ObjectNode json(Purchase purchase) {
        return JsonMapper.shared().valueToTree(purchase);
    }
}
