package maestro.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of a {@code do} that every participant must refuse. */
final class InvalidBodies {

    private InvalidBodies() {}

    /** Bodies with one invalid field, and the name of that field. */
    static Map<String, String> withInvalidField(String id) {
        Map<String, String> bodies = new LinkedHashMap<>();
        for (String field : List.of("customer", "items", "payment", "shipTo")) {
            bodies.put(SamplePurchase.body(id).without(List.of(field)).toString(), field);
            bodies.put(with(id, "", field, "null"), field);
        }
        for (String quantity :
                List.of("0", "-1", "1.5", "2.0", "\"2\"", "true", "null", "99999999999", "1e400", "[]")) {
            bodies.put(with(id, "/items/0", "quantity", quantity), "quantity");
        }
        for (String text : List.of(
                "\"\"", "\" \"", "\"a\\u0000b\"", "\"a\\r\\nb\"", "1", "{}", "\"%s\"".formatted("x".repeat(300)))) {
            bodies.put(with(id, "", "customer", text), "customer");
            bodies.put(with(id, "/shipTo", "city", text), "city");
        }
        for (String token : List.of("\"\"", "\"../x\"", "\"a b\"", "\"é\"", "\"\\u0000\"", "7")) {
            bodies.put(with(id, "/items/0", "sku", token), "sku");
            bodies.put(with(id, "/payment", "token", token), "token");
        }
        for (String items : List.of("[]", "{}", "\"x\"", "[null]")) {
            bodies.put(with(id, "", "items", items), "items");
        }
        bodies.put(with(id, "/shipTo", "country", "\"Brazil\""), "country");
        bodies.put(with(id, "", "receipts", "[]"), "receipts");
        bodies.put(with(id, "", "id", "\"another\""), "id");
        return bodies;
    }

    /** Bodies that are not a JSON object, are ambiguous or exceed a limit. */
    static List<String> malformed(String id) {
        String valid = SamplePurchase.body(id).toString();
        return List.of(
                "",
                "null",
                "1",
                "\"x\"",
                "[]",
                "{",
                "{\"customer\":",
                "<purchase/>",
                valid + valid,
                valid.replaceFirst("\\{", "{\"customer\":\"eva@example.com\","),
                valid.replace("\"quantity\":2", "\"quantity\":1,\"quantity\":2"),
                valid.replaceFirst("\\{", "{\"deep\":" + "[".repeat(500) + "]".repeat(500) + ","),
                valid.replaceFirst("\\{", "{\"large\":\"" + "x".repeat(200_000) + "\","));
    }

    private static String with(String id, String parent, String field, String json) {
        ObjectNode purchase = SamplePurchase.body(id);
        ObjectNode owner = parent.isEmpty() ? purchase : (ObjectNode) purchase.at(parent);
        String placeholder = "@@@";
        owner.put(field, placeholder);
        return purchase.toString().replace("\"" + placeholder + "\"", json);
    }
}
