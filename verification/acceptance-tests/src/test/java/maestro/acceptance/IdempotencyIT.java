package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;

/** One idempotency key starts one purchase. */
class IdempotencyIT extends AcceptanceTest {

    private final String key = UUID.randomUUID().toString();

    IdempotencyIT(Stack stack) {
        super(stack);
    }

    @Test
    void repeatsReplyOfCompletedPurchase() {
        HttpReply first = buy(PurchaseRequest.oneBook());
        Totals afterFirst = stack.totals();

        HttpReply second = buy(PurchaseRequest.oneBook());

        assertThat(first.status()).isEqualTo(201);
        assertSameReply(first, second);
        assertThat(stack.totals()).isEqualTo(afterFirst);
    }

    @Test
    void repeatsReplyOfUndonePurchase() {
        armFault("cd", "{}");
        HttpReply first = buy(PurchaseRequest.oneBook());
        stack.participant("cd").clearFaults();

        HttpReply second = buy(PurchaseRequest.oneBook());

        assertThat(first.status()).isEqualTo(409);
        assertSameReply(first, second);
    }

    @Test
    void rejectsKeyWithOtherBody() {
        buy(PurchaseRequest.oneBook());
        Totals before = stack.totals();

        HttpReply other = buy(PurchaseRequest.of("BOOK-DDD", 2));

        assertThat(other.status()).as(other.body()).isEqualTo(422);
        assertThat(stack.totals()).isEqualTo(before);
    }

    @Test
    void rejectsKeyOfRunningPurchase() {
        armFault("payment", "{\"kind\":\"delay\",\"delayMs\":1500,\"times\":1}");
        String id = orchestrator
                .buy(PurchaseRequest.oneBook(), "Idempotency-Key", key, "Prefer", "respond-async")
                .purchase()
                .id();

        assertInProgress(buy(PurchaseRequest.oneBook()));

        assertThat(orchestrator.awaitFinal(id).status()).isEqualTo("COMPLETED");
        HttpReply afterwards = buy(PurchaseRequest.oneBook());
        assertThat(afterwards.status()).isEqualTo(201);
        assertThat(afterwards.purchase().id()).isEqualTo(id);
    }

    @Test
    void startsOnePurchaseForFiftyConcurrentRequests() throws Exception {
        Totals before = stack.totals();

        List<HttpReply> replies = ConcurrentCalls.repeat(50, () -> buy(PurchaseRequest.oneBook()));

        List<HttpReply> completed =
                replies.stream().filter(reply -> reply.status() == 201).toList();
        assertThat(completed)
                .isNotEmpty()
                .extracting(reply -> reply.purchase().id())
                .containsOnly(completed.getFirst().purchase().id());
        assertThat(replies).filteredOn(reply -> reply.status() != 201).allSatisfy(IdempotencyIT::assertInProgress);
        long price = completed.getFirst().purchase().amountPaid();
        assertThat(stack.totals()).isEqualTo(before.afterSelling(1, "BOOK-DDD", 1, price));
    }

    private HttpReply buy(PurchaseRequest request) {
        return orchestrator.buy(request, "Idempotency-Key", key);
    }

    private static void assertSameReply(HttpReply first, HttpReply second) {
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    private static void assertInProgress(HttpReply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.problem()).isNotEqualTo("purchase-undone");
    }
}
