package maestro.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import maestro.contract.Money;
import maestro.contract.Purchase;
import maestro.contract.Purchase.Item;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.stereotype.Component;

/**
 * Prices the items from the catalogue and opens an order; undo cancels the order. Prices never come from the client.
 * The later steps charge and invoice the total in the receipt.
 */
@Component
class CheckoutParticipant implements Participant<CheckoutParticipant.Receipt> {

    private final CatalogueRepository catalogue;
    private final OrderRepository orders;

    CheckoutParticipant(CatalogueRepository catalogue, OrderRepository orders) {
        this.catalogue = catalogue;
        this.orders = orders;
    }

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        List<Line> lines = price(purchase.items());
        Receipt receipt = new Receipt("ord-" + UUID.randomUUID(), total(lines), lines);
        orders.open(id, purchase.customer(), receipt);
        return receipt;
    }

    private List<Line> price(List<Item> items) throws Refusal {
        List<Line> lines = new ArrayList<>();
        for (Item item : items) {
            CatalogueRepository.Product product = catalogue
                    .find(item.sku())
                    .orElseThrow(() -> new Refusal("UNKNOWN_SKU", "%s is not for sale.".formatted(item.sku())));
            lines.add(new Line(item.sku(), product.title(), item.quantity(), product.price()));
        }
        return lines;
    }

    private static Money total(List<Line> lines) throws Refusal {
        Money total = Money.zero(CatalogueRepository.CURRENCY);
        try {
            for (Line line : lines) {
                total = total.plus(line.price().times(line.quantity()));
            }
        } catch (ArithmeticException _) {
            throw new Refusal("AMOUNT_TOO_LARGE", "The total exceeds the largest amount that can be charged.");
        }
        return total;
    }

    @Override
    public void undo(String id) {
        orders.cancel(id);
    }

    @Override
    public Totals audit() {
        return orders.totals();
    }

    record Receipt(String order, Money total, List<Line> lines) {}

    /** A line as the client ordered it: several lines can have the same SKU. */
    record Line(String sku, String title, int quantity, Money price) {}

    /**
     * @param open orders that are open
     * @param cancelled orders that were opened and then cancelled
     */
    record Totals(long open, long cancelled) {}
}
