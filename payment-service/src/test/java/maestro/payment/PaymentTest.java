package maestro.payment;

import static org.assertj.core.api.Assertions.assertThat;

import maestro.conformance.Cart;
import maestro.conformance.ServiceTest;
import maestro.contract.Purchase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PaymentTest extends ServiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"tok_visa", "tok_mastercard", "tok_amex", "tok_elo"})
    void chargesWhatCheckoutPriced(String token) {
        JsonNode before = audit();
        Purchase purchase = priced(12990, "BRL").paidWith(token).purchase();

        JsonNode receipt = perform(purchase).receipt();

        assertThat(receipt.path("payment").stringValue()).startsWith("pay-");
        assertThat(receipt.path("amount").longValue()).isEqualTo(12990);
        assertThat(receipt.path("currency").stringValue()).isEqualTo("BRL");
        assertThat(growth(before, "captured")).isEqualTo(12990);
        assertEffects(purchase, 1, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "tok_declined, CARD_DECLINED",
        "tok_insufficient_funds, INSUFFICIENT_FUNDS",
        "tok_expired, CARD_EXPIRED",
        "tok_stolen, CARD_STOLEN",
        "tok_nobody, UNKNOWN_TOKEN",
        "TOK_VISA, UNKNOWN_TOKEN"
    })
    void refusesACardThatDoesNotPay(String token, String reason) {
        JsonNode before = audit();

        assertRefused(priced(12990, "BRL").paidWith(token).purchase(), reason);

        assertThat(audit()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"100, USD, CURRENCY_NOT_ACCEPTED", "0, BRL, INVALID_AMOUNT", "-1, BRL, INVALID_AMOUNT"})
    void refusesWhatCanNotBeCharged(long amount, String currency, String reason) {
        assertRefused(priced(amount, currency).purchase(), reason);
    }

    @Test
    void asksForCheckoutFirst() {
        assertThat(perform(Cart.of("MUG", 1).purchase()).status()).isEqualTo(400);
    }

    @Test
    void refundsAllOfItOnUndo() {
        JsonNode before = audit();
        Purchase purchase = priced(3990, "BRL").purchase();
        perform(purchase);

        undo(purchase);

        assertThat(growth(before, "captured")).isEqualTo(3990);
        assertThat(growth(before, "refunded")).isEqualTo(3990);
        assertThat(audit().path("currency").stringValue()).isEqualTo("BRL");
        assertEffects(purchase, 1, 1);
    }

    @Test
    void addsUpMoreThanALongHolds() {
        JsonNode before = audit();
        perform(priced(Long.MAX_VALUE, "BRL").purchase());
        Purchase other = priced(Long.MAX_VALUE, "BRL").purchase();
        perform(other);

        var captured = audit().path("captured").bigIntegerValue();

        assertThat(captured.subtract(before.path("captured").bigIntegerValue())).isEqualTo("18446744073709551614");
    }

    private static Cart priced(long amount, String currency) {
        return Cart.of("MUG", 1).after("""
                {"checkout":{"total":{"amount":%d,"currency":"%s"}}}""".formatted(amount, currency));
    }
}
