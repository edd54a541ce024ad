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
 * Prices the cart from the catalogue and opens the order; undo cancels it. A price never comes from the client, and the
 * total in the receipt is what the steps after it charge and invoice.
 */
@Component
class Checkout implements Participant<Checkout.Receipt> {

    private final Catalogue catalogue;
    private final Orders orders;

    Checkout(Catalogue catalogue, Orders orders) {
        this.catalogue = catalogue;
        this.orders = orders;
    }

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        List<Line> lines = priced(purchase.items());
        Receipt receipt = new Receipt("ord-" + UUID.randomUUID(), total(lines), lines);
        orders.open(id, purchase.customer(), receipt);
        return receipt;
    }

    private List<Line> priced(List<Item> items) throws Refusal {
        List<Line> lines = new ArrayList<>();
        for (Item item : items) {
            Catalogue.Product product = catalogue
                    .find(item.sku())
                    .orElseThrow(() -> new Refusal("UNKNOWN_SKU", "%s is not for sale.".formatted(item.sku())));
            lines.add(new Line(item.sku(), product.title(), item.quantity(), product.price()));
        }
        return lines;
    }

    private static Money total(List<Line> lines) throws Refusal {
        Money total = Money.zero(Catalogue.CURRENCY);
        try {
            for (Line line : lines) {
                total = total.plus(line.price().times(line.quantity()));
            }
        } catch (ArithmeticException _) {
            throw new Refusal("AMOUNT_TOO_LARGE", "The total is larger than can be charged.");
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

    /** As the client ordered it: an SKU may stand on several lines. */
    record Line(String sku, String title, int quantity, Money price) {}

    /**
     * @param open orders that are open now
     * @param cancelled orders that were opened and then cancelled
     */
    record Totals(long open, long cancelled) {}
}
