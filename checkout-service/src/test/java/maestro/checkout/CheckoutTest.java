package maestro.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import maestro.conformance.SamplePurchase;
import maestro.conformance.ServiceTest;
import maestro.contract.Purchase;
import maestro.contract.Purchase.Item;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class CheckoutTest extends ServiceTest {

    private static final long HUGE_PRICE = Long.MAX_VALUE / 2 + 1;

    @Autowired
    private JdbcClient db;

    @BeforeAll
    void addsProductWithHugePrice() {
        db.sql("insert into catalogue (sku, title, price) values ('MONA-LISA', 'Mona Lisa', ?)")
                .param(HUGE_PRICE)
                .update();
    }

    @Test
    void pricesItemsFromCatalogue() {
        Purchase purchase =
                SamplePurchase.of(new Item("BOOK-DDD", 2), new Item("MUG", 1)).purchase();

        JsonNode receipt = perform(purchase).receipt();

        assertThat(receipt.path("order").stringValue()).startsWith("ord-");
        assertThat(receipt.path("total").toString()).isEqualTo("""
                {"amount":29970,"currency":"BRL"}""");
        assertThat(receipt.path("lines").get(0).toString()).isEqualTo("""
                {"sku":"BOOK-DDD","title":"Domain-Driven Design","quantity":2,\
                "price":{"amount":12990,"currency":"BRL"}}""");
        assertThat(receipt.path("lines").size()).isEqualTo(2);
        assertEffects(purchase, 1, 0);
    }

    @Test
    void acceptsSameSkuOnSeveralLines() {
        Purchase purchase = SamplePurchase.of(new Item("MUG", 1), new Item("BOOK-DDD", 1), new Item("MUG", 2))
                .purchase();

        JsonNode receipt = perform(purchase).receipt();

        assertThat(receipt.path("total").path("amount").longValue()).isEqualTo(3 * 3990 + 12990);
        assertThat(receipt.path("lines").size()).isEqualTo(3);
    }

    @Test
    void acceptsLargestPurchase() {
        Item[] lines = new Item[100];
        Arrays.fill(lines, new Item("BATON", 1_000_000));

        JsonNode receipt = perform(SamplePurchase.of(lines).purchase()).receipt();

        assertThat(receipt.path("total").path("amount").longValue()).isEqualTo(25900L * 100 * 1_000_000);
    }

    @Test
    void refusesUnknownSku() {
        assertRefused(
                SamplePurchase.of(new Item("MUG", 1), new Item("NO-SUCH", 1)).purchase(), "UNKNOWN_SKU");
    }

    @Test
    void refusesOverflowOfLine() {
        assertRefused(SamplePurchase.of("MONA-LISA", 2).purchase(), "AMOUNT_TOO_LARGE");
    }

    @Test
    void refusesOverflowOfTotal() {
        assertRefused(
                SamplePurchase.of(new Item("MONA-LISA", 1), new Item("MONA-LISA", 1))
                        .purchase(),
                "AMOUNT_TOO_LARGE");
    }

    @Test
    void cancelsOrderOnUndo() {
        JsonNode before = audit();
        Purchase purchase = SamplePurchase.of("BOOK-SAGA", 1).purchase();
        perform(purchase);
        assertThat(increase(before, "open")).isEqualTo(1);

        undo(purchase);

        assertThat(increase(before, "open")).isZero();
        assertThat(increase(before, "cancelled")).isEqualTo(1);
        assertEffects(purchase, 1, 1);
    }
}
