package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;

/** One key, one purchase. */
class IdempotencyIT extends Scenario {

    private final String key = UUID.randomUUID().toString();

    IdempotencyIT(Stack stack) {
        super(stack);
    }

    @Test
    void givesTheSameAnswerAgain() {
        Answer first = shop.buy(Basket.oneBook(), "Idempotency-Key", key);
        Totals afterFirst = stack.totals();

        Answer second = shop.buy(Basket.oneBook(), "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        thenAreTheSame(first, second);
        assertThat(stack.totals()).isEqualTo(afterFirst);
    }

    @Test
    void givesTheSameAnswerAgainOfAnUndonePurchaseWhateverIsTrueByNow() {
        given("cd", "{}");
        Answer first = shop.buy(Basket.oneBook(), "Idempotency-Key", key);
        stack.participant("cd").clearFaults();

        Answer second = shop.buy(Basket.oneBook(), "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(409);
        thenAreTheSame(first, second);
    }

    @Test
    void refusesTheKeyForAnotherBody() {
        shop.buy(Basket.oneBook(), "Idempotency-Key", key);
        Totals before = stack.totals();

        Answer other = shop.buy(Basket.of("BOOK-DDD", 2), "Idempotency-Key", key);

        assertThat(other.status()).as(other.body()).isEqualTo(422);
        assertThat(stack.totals()).isEqualTo(before);
    }

    @Test
    void refusesTheKeyWhileItsPurchaseIsRunning() {
        given("payment", "{\"kind\":\"delay\",\"delayMs\":1500,\"times\":1}");
        String id = shop.buy(Basket.oneBook(), "Idempotency-Key", key, "Prefer", "respond-async")
                .saga()
                .id();

        Answer meanwhile = shop.buy(Basket.oneBook(), "Idempotency-Key", key);

        thenIsStillRunning(meanwhile);
        assertThat(shop.awaitFinal(id).status()).isEqualTo("COMPLETED");
        Answer afterwards = shop.buy(Basket.oneBook(), "Idempotency-Key", key);
        assertThat(afterwards.status()).isEqualTo(201);
        assertThat(afterwards.saga().id()).isEqualTo(id);
    }

    @Test
    void startsOnePurchaseForFiftyAtOnce() throws Exception {
        Totals before = stack.totals();

        List<Answer> answers = Crowd.of(50, () -> shop.buy(Basket.oneBook(), "Idempotency-Key", key));

        List<Answer> told =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(told)
                .isNotEmpty()
                .extracting(answer -> answer.saga().id())
                .containsOnly(told.getFirst().saga().id());
        assertThat(answers).filteredOn(answer -> answer.status() != 201).allSatisfy(IdempotencyIT::thenIsStillRunning);
        long price = told.getFirst().saga().receipt("payment").path("amount").longValue();
        assertThat(stack.totals()).isEqualTo(before.afterSelling(1, "BOOK-DDD", 1, price));
    }

    private static void thenAreTheSame(Answer first, Answer second) {
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    private static void thenIsStillRunning(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.problem()).isNotEqualTo("purchase-undone");
    }
}
