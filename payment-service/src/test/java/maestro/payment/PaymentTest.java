package maestro.payment;

import static org.assertj.core.api.Assertions.assertThat;

import maestro.conformance.SamplePurchase;
import maestro.conformance.ServiceTest;
import maestro.contract.Purchase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PaymentTest extends ServiceTest {

    @AfterEach
    void refundsAtMostCapturedAmount() {
        JsonNode totals = audit();
        assertThat(totals.path("refunded").bigIntegerValue())
                .isLessThanOrEqualTo(totals.path("captured").bigIntegerValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_visa", "tok_mastercard", "tok_amex", "tok_elo"})
    void chargesTotalOfCheckout(String token) {
        JsonNode before = audit();
        Purchase purchase = priced(12990, "BRL").paidWith(token).purchase();

        JsonNode receipt = perform(purchase).receipt();

        assertThat(receipt.path("payment").stringValue()).startsWith("pay-");
        assertThat(receipt.path("amount").longValue()).isEqualTo(12990);
        assertThat(receipt.path("currency").stringValue()).isEqualTo("BRL");
        assertThat(increase(before, "captured")).isEqualTo(12990);
        assertEffects(purchase, 1, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "tok_declined, CARD_DECLINED",
        "tok_insufficient_funds, INSUFFICIENT_FUNDS",
        "tok_expired, CARD_EXPIRED",
        "tok_stolen, CARD_STOLEN",
        "tok_unknown, UNKNOWN_TOKEN",
        "TOK_VISA, UNKNOWN_TOKEN"
    })
    void refusesCardThatCannotBeCharged(String token, String reason) {
        JsonNode before = audit();

        assertRefused(priced(12990, "BRL").paidWith(token).purchase(), reason);

        assertThat(audit()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"100, USD, CURRENCY_NOT_ACCEPTED", "0, BRL, INVALID_AMOUNT", "-1, BRL, INVALID_AMOUNT"})
    void refusesInvalidTotal(long amount, String currency, String reason) {
        assertRefused(priced(amount, currency).purchase(), reason);
    }

    @Test
    void requiresReceiptOfCheckout() {
        assertThat(perform(SamplePurchase.of("MUG", 1).purchase()).status()).isEqualTo(400);
    }

    @Test
    void refundsWholeAmountOnUndo() {
        JsonNode before = audit();
        Purchase purchase = priced(3990, "BRL").purchase();
        perform(purchase);

        undo(purchase);

        assertThat(increase(before, "captured")).isEqualTo(3990);
        assertThat(increase(before, "refunded")).isEqualTo(3990);
        assertThat(audit().path("currency").stringValue()).isEqualTo("BRL");
        assertEffects(purchase, 1, 1);
    }

    @Test
    void reportsTotalsAboveLongRange() {
        JsonNode before = audit();
        perform(priced(Long.MAX_VALUE, "BRL").purchase());
        Purchase other = priced(Long.MAX_VALUE, "BRL").purchase();
        perform(other);

        var captured = audit().path("captured").bigIntegerValue();

        assertThat(captured.subtract(before.path("captured").bigIntegerValue())).isEqualTo("18446744073709551614");
    }

    private static SamplePurchase priced(long amount, String currency) {
        return SamplePurchase.of("MUG", 1).withReceipts("""
                {"checkout":{"total":{"amount":%d,"currency":"%s"}}}""".formatted(amount, currency));
    }
}
