package maestro.payment;

import java.math.BigInteger;
import java.util.UUID;
import maestro.contract.Money;
import maestro.contract.Purchase;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.stereotype.Component;

/** Charges the total that checkout priced to the client's token; undo refunds all of it. */
@Component
class Payment implements Participant<Payment.Receipt> {

    /** One currency is charged: so the totals of the audit add up. */
    private static final String CURRENCY = "BRL";

    private final Charges charges;

    Payment(Charges charges) {
        this.charges = charges;
    }

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        Money total = chargeable(purchase.receipts().money("checkout", "total"));
        String token = purchase.payment().token();
        TestCard.of(token).authorize();
        String payment = "pay-" + UUID.randomUUID();
        charges.capture(id, payment, token, total.amount());
        return new Receipt(payment, total.amount(), total.currency());
    }

    private static Money chargeable(Money total) throws Refusal {
        if (!total.currency().equals(CURRENCY)) {
            throw new Refusal("CURRENCY_NOT_ACCEPTED", "Only %s is charged.".formatted(CURRENCY));
        }
        if (total.amount() <= 0) {
            throw new Refusal("INVALID_AMOUNT", "There is nothing to charge.");
        }
        return total;
    }

    @Override
    public void undo(String id) {
        charges.refund(id);
    }

    @Override
    public Totals audit() {
        Charges.Sums sums = charges.sums();
        return new Totals(sums.captured(), sums.refunded(), CURRENCY);
    }

    /** @param amount in minor units */
    record Receipt(String payment, long amount, String currency) {}

    /**
     * In minor units; the sums may outgrow a long.
     *
     * @param captured all that was ever charged, refunded or not
     * @param refunded what of it was given back
     */
    record Totals(BigInteger captured, BigInteger refunded, String currency) {}
}
