package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class UndoneIT extends AcceptanceTest {

    UndoneIT(Stack stack) {
        super(stack);
    }

    @ParameterizedTest
    @FieldSource("maestro.stack.Stack#PARTICIPANTS")
    void undoesInReverseWhileStepFails(String step) {
        Totals before = stack.totals();
        armFault(step, "{}");

        HttpReply reply = orchestrator.buy(PurchaseRequest.of("BOOK-DDD", 2));

        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.problem()).isEqualTo("purchase-undone");
        assertThat(reply.detail()).contains(step);
        PurchaseView purchase = reply.purchase();
        assertThat(purchase.status()).isEqualTo("UNDONE");
        assertThat(purchase.step(step).attempts()).isGreaterThanOrEqualTo(3);
        assertUndoneInReverseFrom(step, purchase.id());
        assertFullyUndone(purchase.id());
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();

        stack.participant(step).clearFaults();

        assertThat(orchestrator.buy(PurchaseRequest.oneBook()).status()).isEqualTo(201);
    }

    @Test
    void unwindsAfterThreeAttempts() {
        armFault("cd", "{}");

        PurchaseView purchase = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(orchestrator.history(purchase.id()))
                .extracting(PurchaseView.Event::label)
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
    void retriesFailingUndo(String kind) {
        Totals before = stack.totals();
        int times = kind.equals("hang") ? 1 : 3;
        armFault("shipping", "{}");
        armFault("payment", "{\"on\":\"undo\",\"kind\":\"%s\",\"times\":%d,\"delayMs\":200}".formatted(kind, times));

        HttpReply reply = orchestrator.buy(PurchaseRequest.oneBook());

        assertThat(reply.status()).isIn(202, 409);
        PurchaseView purchase = orchestrator.awaitFinal(reply.purchase().id());
        assertThat(purchase.status()).isEqualTo("UNDONE");
        assertUndoneInReverseFrom("shipping", purchase.id());
        assertFullyUndone(purchase.id());
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();
    }
}
