package maestro.stack;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The totals of the six participants by their own tables, without what was undone. Units are counted per SKU. */
public record Totals(
        long orders,
        long money,
        Map<String, Long> onHand,
        Map<String, Long> reserved,
        long slots,
        long invoices,
        long shipments) {

    /** @param audits the reply of {@code GET /audit} of each service, by its name */
    public static Totals of(Map<String, JsonNode> audits) {
        JsonNode all = HttpReply.JSON.valueToTree(audits);
        Map<String, Long> onHand = new TreeMap<>();
        Map<String, Long> reserved = new TreeMap<>();
        for (JsonNode item : all.at("/stock/items")) {
            onHand.put(item.path("sku").stringValue(), item.path("onHand").longValue());
            reserved.put(item.path("sku").stringValue(), item.path("reserved").longValue());
        }
        return new Totals(
                all.at("/checkout/open").longValue(),
                all.at("/payment/captured").longValue()
                        - all.at("/payment/refunded").longValue(),
                onHand,
                reserved,
                all.at("/cd/taken").longValue(),
                all.at("/invoice/issued").longValue()
                        - all.at("/invoice/cancelled").longValue(),
                all.at("/shipping/booked").longValue());
    }

    public Totals afterSelling(int purchases, String sku, int units, long price) {
        return new Totals(
                orders + purchases,
                money + price,
                plus(onHand, sku, -units),
                plus(reserved, sku, units),
                slots + purchases,
                invoices + purchases,
                shipments + purchases);
    }

    private static Map<String, Long> plus(Map<String, Long> units, String sku, int more) {
        Map<String, Long> sum = new TreeMap<>(units);
        sum.merge(sku, (long) more, Long::sum);
        return sum;
    }
}
