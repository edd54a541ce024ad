package maestro.acceptance;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Concurrent purchases with a participant that sometimes fails. */
class LoadIT extends AcceptanceTest {

    private static final int PURCHASES = 200;
    private static final int THREADS = 16;

    LoadIT(Stack stack) {
        super(stack);
    }

    @Test
    void repliesToEveryClientWithTheFinalStatus() throws Exception {
        Totals before = stack.totals();
        armFault("cd", "{\"probability\":0.3,\"seed\":7}");

        List<HttpReply> replies =
                ConcurrentCalls.run(THREADS, nCopies(PURCHASES, () -> orchestrator.buy(PurchaseRequest.oneBook())));

        assertThat(replies).extracting(HttpReply::status).containsOnly(201, 409).contains(201);
        assertThat(replies).allSatisfy(this::assertStaysTrue);
        List<HttpReply> completed =
                replies.stream().filter(reply -> reply.status() == 201).toList();
        long money = completed.stream()
                .mapToLong(reply -> reply.purchase().amountPaid())
                .sum();
        assertThat(stack.totals())
                .isEqualTo(before.afterSelling(completed.size(), "BOOK-DDD", completed.size(), money));
        assertNoInvoiceNumberIsMissing();
        assertAuditClean();
    }

    private void assertNoInvoiceNumberIsMissing() {
        JsonNode invoices = stack.participant("invoice").audit();
        assertThat(invoices.path("lastNumber")).isEqualTo(invoices.path("issued"));
    }

    private void assertStaysTrue(HttpReply reply) {
        PurchaseView purchase = orchestrator.purchase(reply.purchase().id());
        if (reply.status() == 201) {
            assertThat(purchase.status()).isEqualTo("COMPLETED");
            assertDoneByAll(purchase.id());
        } else {
            assertThat(purchase.status()).isEqualTo("UNDONE");
            assertFullyUndone(purchase.id());
        }
    }
}
