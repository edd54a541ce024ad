package maestro.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import maestro.conformance.Cart;
import maestro.conformance.ServiceTest;
import maestro.contract.Purchase;
import maestro.contract.Purchase.Item;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class CheckoutTest extends ServiceTest {

    private static final long MORE_THAN_HALF = Long.MAX_VALUE / 2 + 1;

    @Autowired
    private JdbcClient db;

    @BeforeAll
    void sellsSomethingBeyondPrice() {
        db.sql("insert into catalogue (sku, title, price) values ('MONA-LISA', 'Mona Lisa', ?)")
                .param(MORE_THAN_HALF)
                .update();
    }

    @Test
    void pricesTheCartFromTheCatalogue() {
        Purchase purchase = Cart.of(new Item("BOOK-DDD", 2), new Item("MUG", 1)).purchase();

        JsonNode receipt = perform(purchase).receipt();

        assertThat(receipt.path("order").stringValue()).startsWith("ord-");
        assertThat(receipt.path("total").toString()).isEqualTo("""
                {"amount":29970,"currency":"BRL"}""");
        assertThat(receipt.path("lines").get(0).toString()).isEqualTo("""
                {"sku":"BOOK-DDD","title":"Domain-Driven Design","quantity":2,"price":{"amount":12990,"currency":"BRL"}}""");
        assertThat(receipt.path("lines").size()).isEqualTo(2);
        assertEffects(purchase, 1, 0);
    }

    @Test
    void takesAnSkuOnSeveralLines() {
        Purchase purchase = Cart.of(new Item("MUG", 1), new Item("BOOK-DDD", 1), new Item("MUG", 2))
                .purchase();

        JsonNode receipt = perform(purchase).receipt();

        assertThat(receipt.path("total").path("amount").longValue()).isEqualTo(3 * 3990 + 12990);
        assertThat(receipt.path("lines").size()).isEqualTo(3);
    }

    @Test
    void takesTheLargestCart() {
        Item[] lines = new Item[100];
        Arrays.fill(lines, new Item("BATON", 1_000_000));

        JsonNode receipt = perform(Cart.of(lines).purchase()).receipt();

        assertThat(receipt.path("total").path("amount").longValue()).isEqualTo(25900L * 100 * 1_000_000);
    }

    @Test
    void refusesAnSkuThatIsNotForSale() {
        assertRefused(Cart.of(new Item("MUG", 1), new Item("NO-SUCH", 1)).purchase(), "UNKNOWN_SKU");
    }

    @Test
    void refusesALineThatOverflows() {
        assertRefused(Cart.of("MONA-LISA", 2).purchase(), "AMOUNT_TOO_LARGE");
    }

    @Test
    void refusesATotalThatOverflows() {
        assertRefused(
                Cart.of(new Item("MONA-LISA", 1), new Item("MONA-LISA", 1)).purchase(), "AMOUNT_TOO_LARGE");
    }

    @Test
    void cancelsOnUndo() {
        JsonNode before = audit();
        Purchase purchase = Cart.of("BOOK-SAGA", 1).purchase();
        perform(purchase);
        assertThat(growth(before, "open")).isEqualTo(1);

        undo(purchase);

        assertThat(growth(before, "open")).isZero();
        assertThat(growth(before, "cancelled")).isEqualTo(1);
        assertEffects(purchase, 1, 1);
    }
}
