package maestro.acceptance;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many at once, with a service that fails now and then. */
class LoadIT extends Scenario {

    private static final int PURCHASES = 200;
    private static final int AT_A_TIME = 16;

    LoadIT(Stack stack) {
        super(stack);
    }

    @Test
    void tellsEveryClientTheTruth() throws Exception {
        Totals before = stack.totals();
        given("cd", "{\"probability\":0.3,\"seed\":7}");

        List<Answer> answers = Crowd.of(AT_A_TIME, nCopies(PURCHASES, () -> shop.buy(Basket.oneBook())));

        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).contains(201);
        assertThat(answers).allSatisfy(this::thenStaysTrue);
        List<Answer> sold =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        long money = sold.stream()
                .mapToLong(answer ->
                        answer.saga().receipt("payment").path("amount").longValue())
                .sum();
        assertThat(stack.totals()).isEqualTo(before.afterSelling(sold.size(), "BOOK-DDD", sold.size(), money));
        thenNoInvoiceNumberIsMissing();
        thenTheAuditIsClean();
    }

    private void thenNoInvoiceNumberIsMissing() {
        JsonNode invoices = stack.participant("invoice").audit();
        assertThat(invoices.path("lastNumber")).isEqualTo(invoices.path("issued"));
    }

    private void thenStaysTrue(Answer told) {
        Saga now = shop.get(told.saga().id());
        assertThat(now.status()).isEqualTo(told.status() == 201 ? "COMPLETED" : "UNDONE");
        if (told.status() == 201) {
            thenAllSixHold(now.id());
        } else {
            thenNobodyHolds(now.id());
        }
    }
}
