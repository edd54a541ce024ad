package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.PurchaseView.Event;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;

class CompletedIT extends AcceptanceTest {

    CompletedIT(Stack stack) {
        super(stack);
    }

    @Test
    void completesAllSteps() {
        HttpReply reply = orchestrator.buy(PurchaseRequest.of("BOOK-DDD", 2));

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        PurchaseView purchase = reply.purchase();
        assertThat(reply.header("Location")).endsWith("/purchases/" + purchase.id());
        assertThat(purchase.status()).isEqualTo("COMPLETED");
        assertThat(purchase.stepNames()).isEqualTo(Stack.PARTICIPANTS);
        assertThat(purchase.steps()).allMatch(step -> step.status().equals("DONE") && step.attempts() == 1);
        assertThat(orchestrator.purchase(purchase.id())).isEqualTo(purchase);
        assertDoneByAll(purchase.id());
        assertAuditClean();
    }

    @Test
    void returnsReceiptsOfParticipants() {
        PurchaseView purchase =
                orchestrator.buy(PurchaseRequest.of("BOOK-DDD", 3)).purchase();

        stack.participants()
                .forEach((step, participant) -> assertThat(participant.entry(purchase.id()))
                        .hasValueSatisfying(entry -> assertThat(entry.receipt()).isEqualTo(purchase.receipt(step))));
        assertThat(purchase.amountPaid())
                .isEqualTo(purchase.receipt("checkout")
                        .path("total")
                        .path("amount")
                        .longValue())
                .isEqualTo(purchase.receipt("invoice").path("amount").longValue());
    }

    @Test
    void changesTotalsByOnePurchase() {
        Totals before = stack.totals();

        PurchaseView purchase =
                orchestrator.buy(PurchaseRequest.of("BOOK-DDD", 2)).purchase();

        assertThat(purchase.amountPaid()).isPositive();
        assertThat(stack.totals()).isEqualTo(before.afterSelling(1, "BOOK-DDD", 2, purchase.amountPaid()));
    }

    @Test
    void writesHistoryInOrder() {
        PurchaseView purchase = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        List<Event> events = assertHistoryInOrder(purchase.id());
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
    void findsPurchaseByCustomerAndId() {
        PurchaseView purchase = orchestrator
                .buy(PurchaseRequest.oneBook().withCustomer("only-once@example.com"))
                .purchase();

        assertThat(orchestrator.purchases("q=only-once@example.com")).containsExactly(purchase);
        assertThat(orchestrator.purchases("q=" + purchase.id())).containsExactly(purchase);
        assertThat(orchestrator.purchases("limit=1")).containsExactly(purchase);
        assertThat(orchestrator.purchases("status=UNDONE&q=" + purchase.id())).isEmpty();
    }
}
