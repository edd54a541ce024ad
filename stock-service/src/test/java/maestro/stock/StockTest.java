package maestro.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import maestro.conformance.Reply;
import maestro.conformance.SamplePurchase;
import maestro.conformance.ServiceTest;
import maestro.contract.Purchase;
import maestro.contract.Purchase.Item;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StockTest extends ServiceTest {

    @AfterEach
    void unitsOnHandAndReservedEqualInitialUnits() {
        for (JsonNode item : audit().path("items")) {
            assertThat(item.path("onHand").longValue() + item.path("reserved").longValue())
                    .as("%s", item)
                    .isEqualTo(item.path("initial").longValue());
        }
    }

    @Test
    void reservesUnitsOnHand() {
        long before = onHand("BOOK-DDD");
        Purchase purchase = SamplePurchase.of("BOOK-DDD", 3).purchase();

        JsonNode receipt = perform(purchase).receipt();

        assertThat(receipt.path("reservation").stringValue()).startsWith("res-");
        assertThat(receipt.path("items").toString()).isEqualTo("""
                [{"sku":"BOOK-DDD","quantity":3}]""");
        assertThat(onHand("BOOK-DDD")).isEqualTo(before - 3);
        assertEffects(purchase, 1, 0);
    }

    @Test
    void sumsLinesOfSameSku() {
        Purchase purchase = SamplePurchase.of(new Item("MUG", 2), new Item("BATON", 1), new Item("MUG", 3))
                .purchase();

        assertThat(perform(purchase).receipt().path("items").toString()).isEqualTo("""
                [{"sku":"BATON","quantity":1},{"sku":"MUG","quantity":5}]""");
        undo(purchase);
    }

    @Test
    void refusesSumAboveUnitsOnHand() {
        assertRefused(
                SamplePurchase.of(new Item("BATON", 600), new Item("BATON", 600))
                        .purchase(),
                "OUT_OF_STOCK");
    }

    @Test
    void refusesSoldOutSku() {
        assertRefused(SamplePurchase.of("SOLD-OUT", 1).purchase(), "OUT_OF_STOCK");
    }

    @Test
    void refusesUnknownSku() {
        assertRefused(SamplePurchase.of("NO-SUCH", 1).purchase(), "UNKNOWN_SKU");
    }

    @Test
    void reservesAllItemsOrNone() {
        JsonNode before = audit();

        assertRefused(
                SamplePurchase.of(new Item("BOOK-DDD", 1), new Item("SOLD-OUT", 1), new Item("MUG", 1))
                        .purchase(),
                "OUT_OF_STOCK");

        assertThat(audit()).isEqualTo(before);
    }

    @Test
    void releasesReservationOnUndo() {
        JsonNode before = audit();
        Purchase purchase =
                SamplePurchase.of(new Item("MUG", 7), new Item("BOOK-SAGA", 2)).purchase();
        perform(purchase);

        undo(purchase);

        assertThat(audit()).isEqualTo(before);
        assertEffects(purchase, 1, 1);
    }

    @RepeatedTest(10)
    void reservesLastUnitForOneOfHundredPurchases() {
        List<Purchase> purchases = Stream.generate(
                        () -> SamplePurchase.of("LAST-COPY", 1).purchase())
                .limit(100)
                .toList();

        List<Reply> replies = concurrently(purchases, this::perform);

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.reason().equals("OUT_OF_STOCK"))
                .hasSize(99);
        assertThat(onHand("LAST-COPY")).isZero();

        purchases.forEach(this::undo);
        assertThat(onHand("LAST-COPY")).isEqualTo(1);
    }

    @Test
    void staysConsistentUnderConcurrentPurchasesOfSameSkus() {
        JsonNode before = audit();
        List<Purchase> purchases = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            purchases.add(
                    SamplePurchase.of(new Item("MUG", 1), new Item("BATON", 1)).purchase());
            purchases.add(
                    SamplePurchase.of(new Item("BATON", 1), new Item("MUG", 1)).purchase());
        }

        assertThat(concurrently(purchases, this::performAndUndo)).allMatch(reply -> reply.status() == 200);

        assertThat(audit()).isEqualTo(before);
    }

    private Reply performAndUndo(Purchase purchase) {
        assertThat(perform(purchase).status()).isEqualTo(200);
        return undo(purchase);
    }

    private long onHand(String sku) {
        for (JsonNode item : audit().path("items")) {
            if (item.path("sku").stringValue().equals(sku)) {
                return item.path("onHand").longValue();
            }
        }
        throw new AssertionError("unknown SKU " + sku);
    }
}
