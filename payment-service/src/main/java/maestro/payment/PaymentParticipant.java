package maestro.payment;

import java.math.BigInteger;
import java.util.UUID;
import maestro.contract.Money;
import maestro.contract.Purchase;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.stereotype.Component;

/** Charges checkout's total to the client's payment token; undo refunds the whole amount. */
@Component
class PaymentParticipant implements Participant<PaymentParticipant.Receipt> {

    /** The only currency that is charged, so that the totals of the audit can be computed. */
    private static final String CURRENCY = "BRL";

    private final ChargeRepository charges;

    PaymentParticipant(ChargeRepository charges) {
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
            throw new Refusal("CURRENCY_NOT_ACCEPTED", "Only %s is accepted.".formatted(CURRENCY));
        }
        if (total.amount() <= 0) {
            throw new Refusal("INVALID_AMOUNT", "The amount must be positive.");
        }
        return total;
    }

    @Override
    public void undo(String id) {
        charges.refund(id);
    }

    @Override
    public Totals audit() {
        ChargeRepository.Sums sums = charges.sums();
        return new Totals(sums.captured(), sums.refunded(), CURRENCY);
    }

    /** @param amount in minor units */
    record Receipt(String payment, long amount, String currency) {}

    /**
     * In minor units; the sums can exceed a long.
     *
     * @param captured sum of all charges, including refunded ones
     * @param refunded sum of all refunds; at most {@code captured}
     */
    record Totals(BigInteger captured, BigInteger refunded, String currency) {}
}
