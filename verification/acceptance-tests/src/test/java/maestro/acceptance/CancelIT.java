package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A customer cancels a purchase. */
class CancelIT extends AcceptanceTest {

    CancelIT(Stack stack) {
        super(stack);
    }

    @Test
    void undoesCompletedPurchase() {
        Totals before = stack.totals();
        String id =
                orchestrator.buy(PurchaseRequest.of("BOOK-DDD", 2)).purchase().id();

        HttpReply reply = orchestrator.cancel(id, "wrong book");

        assertThat(reply.status()).as(reply.body()).isIn(200, 202);
        assertThat(orchestrator.awaitUndone(id).reason()).contains("wrong book");
        assertUndoneInReverseFrom("shipping", id);
        assertFullyUndone(id);
        assertThat(orchestrator.eventTypes(id)).containsSubsequence("COMPLETED", "CANCEL_ASKED", "UNDOING", "UNDONE");
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();
    }

    @Test
    void undoesRunningPurchase() {
        Totals before = stack.totals();
        armFault("cd", "{\"kind\":\"delay\",\"delayMs\":1000}");
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        orchestrator.awaitStepStatus(id, "cd", "RUNNING");

        HttpReply reply = orchestrator.cancel(id, "too slow");

        assertThat(reply.status()).as(reply.body()).isIn(200, 202);
        assertThat(orchestrator.awaitUndone(id).reason()).contains("too slow");
        assertThat(orchestrator.eventTypes(id)).containsSubsequence("CANCEL_ASKED", "UNDOING", "UNDONE");
        assertFullyUndone(id);
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();
    }

    @RepeatedTest(5)
    void undoesOnceForManyCancellations() throws Exception {
        Totals before = stack.totals();
        String id = orchestrator.buy(PurchaseRequest.oneBook()).purchase().id();

        assertThat(ConcurrentCalls.repeat(16, () -> orchestrator.cancel(id, "repeated")))
                .allMatch(reply -> reply.status() < 500)
                .anyMatch(reply -> reply.status() < 300);
        orchestrator.awaitUndone(id);
        assertThat(orchestrator.cancel(id, "once more").status()).isLessThan(500);

        assertUndoneInReverseFrom("shipping", id);
        assertFullyUndone(id);
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();
    }

    @Test
    void rejectsUnknownPurchase() {
        HttpReply reply = orchestrator.cancel("0190a000-0000-7000-8000-000000000000", "unknown");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    }
}
