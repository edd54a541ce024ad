package maestro.invoice;

import maestro.contract.Money;
import maestro.contract.Purchase;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Issues an invoice of checkout's total under the next number; undo cancels it, and its number is never used again.
 *
 * <p>Numbers have no gap and no repeat, in the order of commits: the counter is raised in the invoice's own transaction,
 * so a rollback or a crash takes the number back with the invoice. That is also why invoices are issued one at a time.
 */
@Component
class Invoicing implements Participant<Invoicing.Receipt> {

    private static final String CURRENCY = "BRL";

    private final Invoices invoices;

    Invoicing(Invoices invoices) {
        this.invoices = invoices;
    }

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        Money total = invoiceable(purchase.receipts().money("checkout", "total"));
        JsonNode payment = purchase.receipts().byStep().get("payment");
        if (payment != null && !paid(payment, total)) {
            throw new Refusal("AMOUNT_MISMATCH", "What was charged is not what checkout priced.");
        }
        return new Receipt(invoices.issue(id, total), total.amount(), total.currency());
    }

    private static Money invoiceable(Money total) throws Refusal {
        if (!total.currency().equals(CURRENCY)) {
            throw new Refusal("CURRENCY_NOT_ACCEPTED", "Invoices are issued in %s.".formatted(CURRENCY));
        }
        if (total.amount() <= 0) {
            throw new Refusal("INVALID_AMOUNT", "There is nothing to invoice.");
        }
        return total;
    }

    private static boolean paid(JsonNode payment, Money total) {
        JsonNode amount = payment.path("amount");
        return amount.isIntegralNumber()
                && amount.canConvertToLong()
                && amount.longValue() == total.amount()
                && payment.path("currency").asString("").equals(total.currency());
    }

    @Override
    public void undo(String id) {
        invoices.cancel(id);
    }

    @Override
    public Totals audit() {
        return invoices.totals();
    }

    /** @param amount in minor units */
    record Receipt(long number, long amount, String currency) {}

    /**
     * @param issued all that were ever issued, cancelled or not: equal to lastNumber if there is no gap
     * @param cancelled how many of them were cancelled
     */
    record Totals(long issued, long cancelled, long lastNumber) {}
}
