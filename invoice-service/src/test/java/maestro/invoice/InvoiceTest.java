package maestro.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import maestro.conformance.Cart;
import maestro.conformance.ServiceTest;
import maestro.contract.Purchase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class InvoicingTest extends ServiceTest {

    private static final String PRICED = """
            {"checkout":{"total":{"amount":12990,"currency":"BRL"}}}""";

    @AfterEach
    void leavesNoGap() {
        assertThat(audit().path("issued")).isEqualTo(audit().path("lastNumber"));
    }

    @Test
    void invoicesWhatCheckoutPricedUnderTheNextNumber() {
        long last = lastNumber();
        Purchase purchase = Cart.of("BOOK-DDD", 1).after(PRICED).purchase();

        JsonNode receipt = perform(purchase).receipt();

        assertThat(receipt.toString()).isEqualTo("""
                {"number":%d,"amount":12990,"currency":"BRL"}""".formatted(last + 1));
        assertEffects(purchase, 1, 0);
    }

    @Test
    void invoicesWhatWasPaid() {
        assertThat(perform(paid("""
                        {"amount":12990,"currency":"BRL"}""")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":12991,\"currency\":\"BRL\"}",
                "{\"amount\":12990,\"currency\":\"USD\"}",
                "{\"amount\":\"12990\",\"currency\":\"BRL\"}",
                "{\"amount\":12990,\"currency\":{}}",
                "{}",
                "null"
            })
    void refusesWhatWasNotPaidAsPriced(String payment) {
        assertRefused(paid(payment), "AMOUNT_MISMATCH");
    }

    @ParameterizedTest
    @CsvSource({"100, USD, CURRENCY_NOT_ACCEPTED", "0, BRL, INVALID_AMOUNT", "-1, BRL, INVALID_AMOUNT"})
    void refusesWhatCanNotBeInvoiced(long amount, String currency, String reason) {
        assertRefused(Cart.of("MUG", 1).after("""
                        {"checkout":{"total":{"amount":%d,"currency":"%s"}}}""".formatted(amount, currency)).purchase(), reason);
    }

    @Test
    void cancelsOnUndoAndNeverUsesTheNumberAgain() {
        JsonNode before = audit();
        Purchase purchase = Cart.of("MUG", 1).after(PRICED).purchase();
        long number = number(perform(purchase));

        undo(purchase);

        assertThat(growth(before, "issued")).isEqualTo(1);
        assertThat(growth(before, "cancelled")).isEqualTo(1);
        assertEffects(purchase, 1, 1);
        assertThat(number(perform(Cart.of("MUG", 1).after(PRICED).purchase()))).isEqualTo(number + 1);
    }

    @Test
    void leavesNoGapAndNoRepeatUnderTwoHundredAtOnce() {
        long last = lastNumber();
        List<Purchase> purchases = Stream.generate(
                        () -> Cart.of("MUG", 1).after(PRICED).purchase())
                .limit(200)
                .toList();

        List<Long> numbers = together(purchases, this::issueAndCancelIfEven);

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(last + 1, last + 200).boxed().toList());
    }

    /** With a refused one beside it: neither that nor the undo may cost a number. */
    private long issueAndCancelIfEven(Purchase purchase) {
        perform(paid("{}"));
        long number = number(perform(purchase));
        if (number % 2 == 0) {
            undo(purchase);
        }
        return number;
    }

    private static Purchase paid(String payment) {
        return Cart.of("MUG", 1).after("""
                {"checkout":{"total":{"amount":12990,"currency":"BRL"}},"payment":%s}""".formatted(payment)).purchase();
    }

    private long lastNumber() {
        return audit().path("lastNumber").longValue();
    }

    private static long number(Answer answer) {
        return answer.receipt().path("number").longValue();
    }
}
