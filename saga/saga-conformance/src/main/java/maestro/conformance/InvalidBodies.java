package maestro.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of a do that no participant may take. */
final class BadBodies {

    private BadBodies() {}

    /** Bodies that have one field wrong, and that field's name. */
    static Map<String, String> named(String id) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String field : List.of("customer", "items", "payment", "shipTo")) {
            named.put(SamplePurchase.of(id).without(List.of(field)).toString(), field);
            named.put(with(id, "", field, "null"), field);
        }
        for (String quantity :
                List.of("0", "-1", "1.5", "2.0", "\"2\"", "true", "null", "99999999999", "1e400", "[]")) {
            named.put(with(id, "/items/0", "quantity", quantity), "quantity");
        }
        for (String text : List.of(
                "\"\"", "\" \"", "\"a\\u0000b\"", "\"a\\r\\nb\"", "1", "{}", "\"%s\"".formatted("x".repeat(300)))) {
            named.put(with(id, "", "customer", text), "customer");
            named.put(with(id, "/shipTo", "city", text), "city");
        }
        for (String token : List.of("\"\"", "\"../x\"", "\"a b\"", "\"é\"", "\"\\u0000\"", "7")) {
            named.put(with(id, "/items/0", "sku", token), "sku");
            named.put(with(id, "/payment", "token", token), "token");
        }
        for (String items : List.of("[]", "{}", "\"x\"", "[null]")) {
            named.put(with(id, "", "items", items), "items");
        }
        named.put(with(id, "/shipTo", "country", "\"Brazil\""), "country");
        named.put(with(id, "", "receipts", "[]"), "receipts");
        named.put(with(id, "", "id", "\"another\""), "id");
        return named;
    }

    /** Bodies that are no JSON object, or one that two readers could read in two ways. */
    static List<String> malformed(String id) {
        String good = SamplePurchase.of(id).toString();
        return List.of(
                "",
                "null",
                "1",
                "\"x\"",
                "[]",
                "{",
                "{\"customer\":",
                "<purchase/>",
                good + good,
                good.replaceFirst("\\{", "{\"customer\":\"eva@example.com\","),
                good.replace("\"quantity\":2", "\"quantity\":1,\"quantity\":2"),
                good.replaceFirst("\\{", "{\"deep\":" + "[".repeat(500) + "]".repeat(500) + ","),
                good.replaceFirst("\\{", "{\"large\":\"" + "x".repeat(200_000) + "\","));
    }

    private static String with(String id, String parent, String field, String json) {
        ObjectNode purchase = SamplePurchase.of(id);
        ObjectNode owner = parent.isEmpty() ? purchase : (ObjectNode) purchase.at(parent);
        String marker = "@@@";
        owner.put(field, marker);
        return purchase.toString().replace("\"" + marker + "\"", json);
    }
}
