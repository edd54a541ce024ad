package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class UndoneIT extends Scenario {

    static final List<String> STEPS = Stack.STEPS;

    UndoneIT(Stack stack) {
        super(stack);
    }

    @ParameterizedTest
    @FieldSource("STEPS")
    void isUndoneInReverseWhileAStepFails(String step) {
        Totals before = stack.totals();
        given(step, "{}");

        Answer answer = shop.buy(Basket.of("BOOK-DDD", 2));

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.problem()).isEqualTo("purchase-undone");
        assertThat(answer.detail()).contains(step);
        Saga saga = answer.saga();
        assertThat(saga.status()).isEqualTo("UNDONE");
        assertThat(saga.step(step).attempts()).isGreaterThanOrEqualTo(3);
        thenUnwoundInReverseFrom(step, saga.id());
        thenNobodyHolds(saga.id());
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();

        stack.participant(step).clearFaults();

        assertThat(shop.buy(Basket.oneBook()).status()).isEqualTo(201);
    }

    @Test
    void triesAFailingStepThreeTimesBeforeItUnwinds() {
        given("cd", "{}");

        Saga saga = shop.buy(Basket.oneBook()).saga();

        assertThat(shop.history(saga.id()))
                .extracting(Saga.Event::label)
                .containsExactly(
                        "ACCEPTED",
                        "DO_DONE checkout",
                        "DO_DONE payment",
                        "DO_DONE stock",
                        "DO_UNKNOWN cd",
                        "DO_UNKNOWN cd",
                        "DO_UNKNOWN cd",
                        "UNDOING",
                        "UNDO_DONE cd",
                        "UNDO_DONE stock",
                        "UNDO_DONE payment",
                        "UNDO_DONE checkout",
                        "UNDONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "lose-reply", "garbage", "delay", "late", "hang"})
    void isUndoneEvenWhenTheUndoFailsForAWhile(String kind) {
        Totals before = stack.totals();
        int times = kind.equals("hang") ? 1 : 3;
        given("shipping", "{}");
        given("payment", "{\"on\":\"undo\",\"kind\":\"%s\",\"times\":%d,\"delayMs\":200}".formatted(kind, times));

        Answer answer = shop.buy(Basket.oneBook());

        assertThat(answer.status()).isIn(202, 409);
        Saga saga = shop.awaitFinal(answer.saga().id());
        assertThat(saga.status()).isEqualTo("UNDONE");
        thenUnwoundInReverseFrom("shipping", saga.id());
        thenNobodyHolds(saga.id());
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();
    }
}
