package maestro.stack;

import java.util.List;

/** The body of {@code POST /purchases}. Every request of the tests is a variation of one sample purchase. */
public record PurchaseRequest(String customer, List<Item> items, Payment payment, ShipTo shipTo) {

    private static final PurchaseRequest SAMPLE = new PurchaseRequest(
            "ana@example.com",
            List.of(new Item("BOOK-DDD", 1)),
            new Payment("tok_visa"),
            new ShipTo("Ana Souza", "Rua das Flores 10", "São Paulo", "01001-000", "BR"));

    public record Item(String sku, int quantity) {}

    public record Payment(String token) {}

    public record ShipTo(String name, String street, String city, String postalCode, String country) {}

    public static PurchaseRequest oneBook() {
        return SAMPLE;
    }

    public static PurchaseRequest of(String sku, int quantity) {
        return SAMPLE.withItems(List.of(new Item(sku, quantity)));
    }

    public PurchaseRequest withItems(List<Item> items) {
        return new PurchaseRequest(customer, items, payment, shipTo);
    }

    public PurchaseRequest withToken(String token) {
        return new PurchaseRequest(customer, items, new Payment(token), shipTo);
    }

    public PurchaseRequest withCustomer(String customer) {
        return new PurchaseRequest(customer, items, payment, shipTo);
    }

    public PurchaseRequest withCountry(String country) {
        ShipTo to = new ShipTo(shipTo.name, shipTo.street, shipTo.city, shipTo.postalCode, country);
        return new PurchaseRequest(customer, items, payment, to);
    }

    public String json() {
        return HttpReply.JSON.writeValueAsString(this);
    }
}
