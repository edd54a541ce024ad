package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Saga.Event;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;

class CompletedIT extends Scenario {

    CompletedIT(Stack stack) {
        super(stack);
    }

    @Test
    void isDoneByAllSix() {
        Answer answer = shop.buy(Basket.of("BOOK-DDD", 2));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        Saga saga = answer.saga();
        assertThat(answer.header("Location")).endsWith("/purchases/" + saga.id());
        assertThat(saga.status()).isEqualTo("COMPLETED");
        assertThat(saga.steps()).extracting(Saga.Step::name).isEqualTo(Stack.STEPS);
        assertThat(saga.steps()).allMatch(step -> step.status().equals("DONE") && step.attempts() == 1);
        assertThat(shop.get(saga.id())).isEqualTo(saga);
        thenAllSixHold(saga.id());
        thenTheAuditIsClean();
    }

    @Test
    void leavesTheReceiptsThatTheServicesHold() {
        Saga saga = shop.buy(Basket.of("BOOK-DDD", 3)).saga();

        for (String step : Stack.STEPS) {
            assertThat(stack.participant(step).entry(saga.id()))
                    .hasValueSatisfying(entry -> assertThat(entry.receipt()).isEqualTo(saga.receipt(step)));
        }
        assertThat(saga.receipt("payment").path("amount").longValue())
                .isEqualTo(saga.receipt("checkout").path("total").path("amount").longValue())
                .isEqualTo(saga.receipt("invoice").path("amount").longValue());
    }

    @Test
    void movesMoneyAndStockByExactlyThat() {
        Totals before = stack.totals();

        Saga saga = shop.buy(Basket.of("BOOK-DDD", 2)).saga();

        long price = saga.receipt("payment").path("amount").longValue();
        assertThat(price).isPositive();
        assertThat(stack.totals()).isEqualTo(before.afterSelling(1, "BOOK-DDD", 2, price));
    }

    @Test
    void tellsItsHistoryInOrder() {
        Saga saga = shop.buy(Basket.oneBook()).saga();

        List<Event> events = thenIsInOrder(saga.id());
        assertThat(events)
                .extracting(Event::label)
                .containsExactly(
                        "ACCEPTED",
                        "DO_DONE checkout",
                        "DO_DONE payment",
                        "DO_DONE stock",
                        "DO_DONE cd",
                        "DO_DONE invoice",
                        "DO_DONE shipping",
                        "COMPLETED");
    }

    @Test
    void isFoundByItsCustomerAndItsId() {
        Saga saga = shop.buy(Basket.oneBook().boughtBy("only-once@example.com")).saga();

        assertThat(shop.list("q=only-once@example.com")).containsExactly(saga);
        assertThat(shop.list("q=" + saga.id())).containsExactly(saga);
        assertThat(shop.list("limit=1")).containsExactly(saga);
        assertThat(shop.list("status=UNDONE&q=" + saga.id())).isEmpty();
    }
}
