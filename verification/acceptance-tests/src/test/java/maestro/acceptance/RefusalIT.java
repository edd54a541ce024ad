package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A service says no for a reason of its business. */
class RefusalIT extends Scenario {

    RefusalIT(Stack stack) {
        super(stack);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("payment", "CARD_DECLINED", Basket.oneBook().paidWith("tok_declined")),
                Arguments.of("payment", "INSUFFICIENT_FUNDS", Basket.oneBook().paidWith("tok_insufficient_funds")),
                Arguments.of("stock", "OUT_OF_STOCK", Basket.of("SOLD-OUT", 1)),
                Arguments.of("checkout", "UNKNOWN_SKU", Basket.of("NO-SUCH-THING", 1)),
                Arguments.of("shipping", "COUNTRY_NOT_SERVED", Basket.oneBook().shippedTo("AQ")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    void isUndoneAtOnceAndSaysWhy(String step, String reason, Basket basket) {
        Totals before = stack.totals();

        Answer answer = shop.buy(basket);

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("purchase-undone");
        assertThat(answer.detail()).contains(step);
        assertThat(answer.body()).contains(reason);
        Saga saga = answer.saga();
        assertThat(saga.step(step).attempts()).isEqualTo(1);
        thenUnwoundInReverseFrom(step, saga.id());
        thenNobodyHolds(saga.id());
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();
    }

    @Test
    void sellsTheLastCopyOnce() throws Exception {
        List<Answer> answers = Crowd.of(20, () -> shop.buy(Basket.of("LAST-COPY", 1)));

        assertThat(answers).extracting(Answer::status).containsOnly(201, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allMatch(answer -> answer.detail().contains("OUT_OF_STOCK"))
                .allSatisfy(answer -> thenNobodyHolds(answer.saga().id()));
        assertThat(stack.totals().onHand()).containsEntry("LAST-COPY", 0L);
        thenTheAuditIsClean();
    }
}
