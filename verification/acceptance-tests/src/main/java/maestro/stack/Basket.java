package maestro.stack;

import java.util.List;

/** What a client sends to buy something. */
public record Basket(String customer, List<Item> items, Payment payment, ShipTo shipTo) {

    public record Item(String sku, int quantity) {}

    public record Payment(String token) {}

    public record ShipTo(String name, String street, String city, String postalCode, String country) {}

    public static Basket of(String sku, int quantity) {
        return new Basket(
                "ana@example.com",
                List.of(new Item(sku, quantity)),
                new Payment("tok_visa"),
                new ShipTo("Ana Souza", "Rua das Flores 10", "São Paulo", "01001-000", "BR"));
    }

    public static Basket oneBook() {
        return of("BOOK-DDD", 1);
    }

    public Basket paidWith(String token) {
        return new Basket(customer, items, new Payment(token), shipTo);
    }

    public Basket boughtBy(String customer) {
        return new Basket(customer, items, payment, shipTo);
    }

    public Basket shippedTo(String country) {
        return new Basket(
                customer,
                items,
                payment,
                new ShipTo(shipTo.name, shipTo.street, shipTo.city, shipTo.postalCode, country));
    }

    public String json() {
        return Answer.JSON.writeValueAsString(this);
    }
}
