package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A participant refuses a purchase for a business reason. */
class RefusalIT extends AcceptanceTest {

    RefusalIT(Stack stack) {
        super(stack);
    }

    static Stream<Arguments> refusals() {
        PurchaseRequest book = PurchaseRequest.oneBook();
        return Stream.of(
                Arguments.of("payment", "CARD_DECLINED", book.withToken("tok_declined")),
                Arguments.of("payment", "INSUFFICIENT_FUNDS", book.withToken("tok_insufficient_funds")),
                Arguments.of("stock", "OUT_OF_STOCK", PurchaseRequest.of("SOLD-OUT", 1)),
                Arguments.of("checkout", "UNKNOWN_SKU", PurchaseRequest.of("NO-SUCH-THING", 1)),
                Arguments.of("shipping", "COUNTRY_NOT_SERVED", book.withCountry("AQ")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    void undoesPurchaseAndReturnsReason(String step, String reason, PurchaseRequest request) {
        Totals before = stack.totals();

        HttpReply reply = orchestrator.buy(request);

        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.problem()).isEqualTo("purchase-undone");
        assertThat(reply.detail()).contains(step);
        assertThat(reply.body()).contains(reason);
        PurchaseView purchase = reply.purchase();
        assertThat(purchase.step(step).attempts()).isEqualTo(1);
        assertUndoneInReverseFrom(step, purchase.id());
        assertFullyUndone(purchase.id());
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();
    }

    @Test
    void sellsLastCopyOnce() throws Exception {
        List<HttpReply> replies =
                ConcurrentCalls.repeat(20, () -> orchestrator.buy(PurchaseRequest.of("LAST-COPY", 1)));

        assertThat(replies).extracting(HttpReply::status).containsOnly(201, 409);
        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 409)
                .allMatch(reply -> reply.detail().contains("OUT_OF_STOCK"))
                .allSatisfy(reply -> assertFullyUndone(reply.purchase().id()));
        assertThat(stack.totals().onHand()).containsEntry("LAST-COPY", 0L);
        assertAuditClean();
    }
}
