package maestro.conformance;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import maestro.contract.Purchase;
import maestro.contract.Purchase.Item;
import maestro.contract.Purchase.Payment;
import maestro.contract.Purchase.ShipTo;
import maestro.contract.Receipts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A purchase that every service accepts, to be spoilt in one place by a test. */
public record Cart(List<Item> items, String token, String country, Map<String, JsonNode> receipts) {

    public static Cart of(Item... items) {
        return new Cart(List.of(items), "tok_visa", "BR", Map.of());
    }

    public static Cart of(String sku, int quantity) {
        return of(new Item(sku, quantity));
    }

    public Cart paidWith(String otherToken) {
        return new Cart(items, otherToken, country, receipts);
    }

    public Cart shippedTo(String otherCountry) {
        return new Cart(items, token, otherCountry, receipts);
    }

    /** With these receipts of earlier steps, by step. */
    public Cart after(String json) {
        return new Cart(
                items,
                token,
                country,
                JsonMapper.shared().readValue(json, Receipts.class).byStep());
    }

    /** A purchase under a new id. */
    public Purchase purchase() {
        ShipTo shipTo = new ShipTo("Ana Souza", "Rua das Flores 10", "São Paulo", "01001-000", country);
        String id = UUID.randomUUID().toString();
        return new Purchase(id, "ana@example.com", items, new Payment(token), shipTo, new Receipts(receipts));
    }
}
