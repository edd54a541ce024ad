package maestro.orchestrator.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What must hold for a service's totals at any moment, purchases under way or not. */
final class TotalsCheck {

    private TotalsCheck() {}

    static List<Violation> violations(Function<String, JsonNode> totals) {
        var found = new ArrayList<Violation>();
        for (JsonNode item : totals.apply("stock").path("items")) {
            long onHand = item.path("onHand").asLong();
            long reserved = item.path("reserved").asLong();
            require(
                    found,
                    onHand >= 0 && onHand + reserved == item.path("initial").asLong(),
                    "stock",
                    item);
        }
        JsonNode payment = totals.apply("payment");
        require(
                found,
                payment.path("refunded").asLong() <= payment.path("captured").asLong(),
                "payment",
                payment);
        JsonNode cd = totals.apply("cd");
        require(found, cd.path("taken").asLong() <= cd.path("slots").asLong(), "cd", cd);
        JsonNode invoice = totals.apply("invoice");
        require(
                found,
                invoice.path("issued").asLong() == invoice.path("lastNumber").asLong(),
                "invoice",
                invoice);
        return found;
    }

    private static void require(List<Violation> found, boolean holds, String service, JsonNode totals) {
        if (!holds) {
            found.add(new Violation(null, service, "its totals don't add up: " + totals));
        }
    }
}
