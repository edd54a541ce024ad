package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import maestro.stack.HttpReply;
import maestro.stack.ParticipantClient;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.PurchaseView.Event;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An undo fails repeatedly, and an operator acts. */
class OperatorIT extends AcceptanceTest {

    OperatorIT(Stack stack) {
        super(stack);
    }

    @BeforeEach
    void armFailingUndo() {
        armFault("cd", "{}");
        armFault("payment", "{\"on\":\"undo\"}");
    }

    @Test
    void findsStuckPurchaseAndRunsIt() {
        Totals before = stack.totals();
        PurchaseView stuck = buyUntilStuck();
        assertThat(stuck.status()).isEqualTo("UNDOING");
        assertThat(orchestrator.purchases("needsAttention=true"))
                .extracting(PurchaseView::id)
                .contains(stuck.id());
        assertThat(orchestrator.eventTypes(stuck.id())).contains("UNDO_UNKNOWN", "NEEDS_ATTENTION");

        assertThat(orchestrator.runNow(stuck.id(), "payment is up again").status())
                .isIn(200, 202);
        stack.participant("payment").clearFaults();

        PurchaseView undone = orchestrator.awaitUndone(stuck.id());
        assertThat(undone.needsAttention()).isFalse();
        assertThat(orchestrator.eventTypes(stuck.id())).contains("RUN_NOW");
        assertUndoneInReverseFrom("cd", stuck.id());
        assertFullyUndone(stuck.id());
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();
    }

    @Test
    void resolvesStuckPurchaseWithReason() {
        PurchaseView stuck = buyUntilStuck();

        HttpReply reply = orchestrator.resolve(stuck.id(), "refunded by bank transfer 4711");

        assertThat(reply.status()).as(reply.body()).isIn(200, 202);
        PurchaseView resolved = orchestrator.awaitFinal(stuck.id());
        assertThat(resolved.status()).isEqualTo("RESOLVED");
        assertThat(resolved.needsAttention()).isFalse();
        Event last = orchestrator.history(stuck.id()).getLast();
        assertThat(last.type()).isEqualTo("RESOLVED");
        assertThat(String.valueOf(last.detail())).contains("refunded by bank transfer 4711");
        assertThat(orchestrator.purchases("needsAttention=true"))
                .extracting(PurchaseView::id)
                .doesNotContain(stuck.id());
    }

    @Test
    void rejectsCommandsIfNothingNeedsAttention() {
        stack.participants().values().forEach(ParticipantClient::clearFaults);
        PurchaseView completed = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(orchestrator.runNow(completed.id(), "no need").status()).isEqualTo(409);
        assertThat(orchestrator.resolve(completed.id(), "no need").status()).isEqualTo(409);

        assertThat(orchestrator.purchase(completed.id())).isEqualTo(completed);
    }

    private PurchaseView buyUntilStuck() {
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        return orchestrator.await(id, PurchaseView::needsAttention);
    }
}
