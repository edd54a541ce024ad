package maestro.invoice;

import maestro.contract.Money;
import maestro.contract.Purchase;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Issues an invoice for checkout's total under the next number; undo cancels it. A number is never reused.
 *
 * <p>Numbers are gapless and ascend in commit order: the transaction of the invoice increments the counter, so that a
 * rollback or crash reverts both. Therefore invoices are issued one at a time.
 */
@Component
class InvoiceParticipant implements Participant<InvoiceParticipant.Receipt> {

    private static final String CURRENCY = "BRL";

    private final InvoiceRepository invoices;

    InvoiceParticipant(InvoiceRepository invoices) {
        this.invoices = invoices;
    }

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        Money total = invoiceable(purchase.receipts().money("checkout", "total"));
        JsonNode payment = purchase.receipts().byStep().get("payment");
        if (payment != null && !paid(payment, total)) {
            throw new Refusal("AMOUNT_MISMATCH", "The charged amount differs from the total of checkout.");
        }
        return new Receipt(invoices.issue(id, total), total.amount(), total.currency());
    }

    private static Money invoiceable(Money total) throws Refusal {
        if (!total.currency().equals(CURRENCY)) {
            throw new Refusal("CURRENCY_NOT_ACCEPTED", "Invoices are issued in %s.".formatted(CURRENCY));
        }
        if (total.amount() <= 0) {
            throw new Refusal("INVALID_AMOUNT", "The amount must be positive.");
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
     * @param issued all invoices, including cancelled ones; equals {@code lastNumber}, as there is no gap
     * @param cancelled cancelled invoices
     */
    record Totals(long issued, long cancelled, long lastNumber) {}
}
