package maestro.acceptance;

import java.util.List;

/** What a client sends to buy something. */
record Basket(String customer, List<Item> items, Payment payment, ShipTo shipTo) {

    record Item(String sku, int quantity) {}

    record Payment(String token) {}

    record ShipTo(String name, String street, String city, String postalCode, String country) {}

    static Basket of(String sku, int quantity) {
        return new Basket(
                "ana@example.com",
                List.of(new Item(sku, quantity)),
                new Payment("tok_visa"),
                new ShipTo("Ana Souza", "Rua das Flores 10", "São Paulo", "01001-000", "BR"));
    }

    static Basket oneBook() {
        return of("BOOK-DDD", 1);
    }

    Basket paidWith(String token) {
        return new Basket(customer, items, new Payment(token), shipTo);
    }

    Basket boughtBy(String customer) {
        return new Basket(customer, items, payment, shipTo);
    }

    Basket shippedTo(String country) {
        return new Basket(
                customer,
                items,
                payment,
                new ShipTo(shipTo.name, shipTo.street, shipTo.city, shipTo.postalCode, country));
    }

    String json() {
        return Answer.JSON.writeValueAsString(this);
    }
}
