package maestro.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import maestro.conformance.Reply;
import maestro.conformance.SamplePurchase;
import maestro.conformance.ServiceTest;
import maestro.contract.Purchase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class InvoiceTest extends ServiceTest {

    private static final String PRICED = """
            {"checkout":{"total":{"amount":12990,"currency":"BRL"}}}""";

    @AfterEach
    void numbersAreGapless() {
        assertThat(audit().path("issued")).isEqualTo(audit().path("lastNumber"));
    }

    @Test
    void invoicesTotalOfCheckoutUnderNextNumber() {
        long last = lastNumber();
        Purchase purchase =
                SamplePurchase.of("BOOK-DDD", 1).withReceipts(PRICED).purchase();

        JsonNode receipt = perform(purchase).receipt();

        assertThat(receipt.toString()).isEqualTo("""
                {"number":%d,"amount":12990,"currency":"BRL"}""".formatted(last + 1));
        assertEffects(purchase, 1, 0);
    }

    @Test
    void invoicesPaidTotal() {
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
    void refusesPaymentThatDiffersFromTotal(String payment) {
        assertRefused(paid(payment), "AMOUNT_MISMATCH");
    }

    @ParameterizedTest
    @CsvSource({"100, USD, CURRENCY_NOT_ACCEPTED", "0, BRL, INVALID_AMOUNT", "-1, BRL, INVALID_AMOUNT"})
    void refusesInvalidTotal(long amount, String currency, String reason) {
        assertRefused(
                SamplePurchase.of("MUG", 1)
                        .withReceipts("""
                        {"checkout":{"total":{"amount":%d,"currency":"%s"}}}""".formatted(amount, currency))
                        .purchase(),
                reason);
    }

    @Test
    void cancelsInvoiceOnUndoAndNeverReusesNumber() {
        JsonNode before = audit();
        Purchase purchase = SamplePurchase.of("MUG", 1).withReceipts(PRICED).purchase();
        long number = number(perform(purchase));

        undo(purchase);

        assertThat(increase(before, "issued")).isEqualTo(1);
        assertThat(increase(before, "cancelled")).isEqualTo(1);
        assertEffects(purchase, 1, 1);
        assertThat(number(
                        perform(SamplePurchase.of("MUG", 1).withReceipts(PRICED).purchase())))
                .isEqualTo(number + 1);
    }

    @Test
    void issuesGaplessUniqueNumbersUnderConcurrency() {
        long last = lastNumber();
        List<Purchase> purchases = Stream.generate(
                        () -> SamplePurchase.of("MUG", 1).withReceipts(PRICED).purchase())
                .limit(200)
                .toList();

        List<Long> numbers = concurrently(purchases, this::issueAndCancelEvenNumber);

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(last + 1, last + 200).boxed().toList());
    }

    /** A refused purchase and an undo must not consume a number. */
    private long issueAndCancelEvenNumber(Purchase purchase) {
        perform(paid("{}"));
        long number = number(perform(purchase));
        if (number % 2 == 0) {
            undo(purchase);
        }
        return number;
    }

    private static Purchase paid(String payment) {
        return SamplePurchase.of("MUG", 1).withReceipts("""
                {"checkout":{"total":{"amount":12990,"currency":"BRL"}},"payment":%s}""".formatted(payment)).purchase();
    }

    private long lastNumber() {
        return audit().path("lastNumber").longValue();
    }

    private static long number(Reply reply) {
        return reply.receipt().path("number").longValue();
    }
}
