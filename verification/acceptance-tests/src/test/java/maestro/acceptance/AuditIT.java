package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import maestro.stack.PurchaseRequest;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The audit finds violations. */
class AuditIT extends AcceptanceTest {

    AuditIT(Stack stack) {
        super(stack);
    }

    @ParameterizedTest
    @FieldSource("maestro.stack.Stack#PARTICIPANTS")
    void findsStepUndoneWithoutOrchestrator(String step) {
        String id = orchestrator.buy(PurchaseRequest.oneBook()).purchase().id();
        assertAuditClean();

        assertThat(stack.participant(step).undo(id).status()).isEqualTo(200);

        assertThat(orchestrator.audit().path("violations").toString()).contains(id, step);
        orchestrator.cancel(id, "repair");
        orchestrator.awaitUndone(id);
        assertAuditClean();
    }

    @Test
    void countsEveryPurchase() {
        long before = orchestrator.audit().path("checked").longValue();

        orchestrator.buy(PurchaseRequest.oneBook());

        assertThat(orchestrator.audit().path("checked").longValue()).isEqualTo(before + 1);
    }
}
