package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** "Desfazer compra": the customer changes their mind. */
class CancelIT extends Scenario {

    CancelIT(Stack stack) {
        super(stack);
    }

    @Test
    void undoesACompletedPurchaseAsAWhole() {
        Totals before = stack.totals();
        String id = shop.buy(Basket.of("BOOK-DDD", 2)).saga().id();

        Answer answer = shop.cancel(id, "wrong book");

        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        assertThat(shop.awaitUndone(id).reason()).contains("wrong book");
        thenUnwoundInReverseFrom("shipping", id);
        thenNobodyHolds(id);
        assertThat(shop.eventTypes(id)).containsSubsequence("COMPLETED", "CANCEL_ASKED", "UNDOING", "UNDONE");
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();
    }

    @Test
    void unwindsARunningPurchase() {
        Totals before = stack.totals();
        given("cd", "{\"kind\":\"delay\",\"delayMs\":1000}");
        String id = shop.startBuying(Basket.oneBook());
        shop.await(id, saga -> saga.step("cd").status().equals("RUNNING"));

        Answer answer = shop.cancel(id, "too slow");

        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        assertThat(shop.awaitUndone(id).reason()).contains("too slow");
        assertThat(shop.eventTypes(id)).containsSubsequence("CANCEL_ASKED", "UNDOING", "UNDONE");
        thenNobodyHolds(id);
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();
    }

    @RepeatedTest(5)
    void undoesOnceHoweverOftenItIsAsked() throws Exception {
        Totals before = stack.totals();
        String id = shop.buy(Basket.oneBook()).saga().id();

        assertThat(Crowd.of(16, () -> shop.cancel(id, "again and again")))
                .allMatch(answer -> answer.status() < 500)
                .anyMatch(answer -> answer.status() < 300);
        shop.awaitUndone(id);
        assertThat(shop.cancel(id, "once more").status()).isLessThan(500);

        thenUnwoundInReverseFrom("shipping", id);
        thenNobodyHolds(id);
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();
    }

    @Test
    void knowsNothingOfAPurchaseThatNeverWas() {
        Answer answer = shop.cancel("0190a000-0000-7000-8000-000000000000", "whatever");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
}
