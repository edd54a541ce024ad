package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import maestro.stack.StackService;
import maestro.stack.Totals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service crashes during a purchase and is restarted. */
@Tag("slow")
class CrashIT extends AcceptanceTest {

    CrashIT(Stack stack) {
        super(stack);
    }

    @ParameterizedTest
    @CsvSource({"payment, crash-before", "stock, crash-after"})
    void undoesPurchaseIfParticipantCrashesInDo(String step, String kind) {
        Totals before = stack.totals();
        armFault(step, "{\"kind\":\"%s\"}".formatted(kind));

        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        awaitCrashAndRestart(step);

        assertThat(orchestrator.awaitFinal(id).status()).isEqualTo("UNDONE");
        assertUndoneInReverseFrom(step, id);
        assertFullyUndone(id);
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();
    }

    @Test
    void undoesPurchaseIfParticipantCrashesInUndo() {
        Totals before = stack.totals();
        armFault("shipping", "{}");
        armFault("invoice", "{\"on\":\"undo\",\"kind\":\"crash-after\"}");

        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        awaitCrashAndRestart("invoice");

        assertThat(orchestrator.awaitFinal(id).status()).isEqualTo("UNDONE");
        assertFullyUndone(id);
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();
    }

    @Test
    void finishesPurchasesOfKilledOrchestrator() {
        armFault("cd", "{\"kind\":\"delay\",\"delayMs\":700}");
        armFault("shipping", "{\"probability\":0.5,\"seed\":3}");
        List<String> ids = Stream.generate(() -> orchestrator.buyAsync(PurchaseRequest.oneBook()))
                .limit(20)
                .toList();

        stack.service(Stack.ORCHESTRATOR).kill();
        stack.service(Stack.ORCHESTRATOR).ensureRunning();

        List<PurchaseView> finals = ids.stream().map(orchestrator::awaitFinal).toList();
        assertThat(finals).extracting(PurchaseView::status).containsOnly("COMPLETED", "UNDONE");
        assertThat(ids.stream().flatMap(id -> orchestrator.eventTypes(id).stream()))
                .contains("ADOPTED");
        finals.stream().filter(PurchaseView::isUndone).forEach(purchase -> assertFullyUndone(purchase.id()));
        finals.stream().filter(PurchaseView::isCompleted).forEach(purchase -> assertDoneByAll(purchase.id()));
        assertAuditClean();
    }

    private void awaitCrashAndRestart(String step) {
        StackService service = stack.service(step);
        await("the fault ends " + step).atMost(Duration.ofSeconds(20)).until(service::isDown);
        service.ensureRunning();
        assertThat(stack.participant(step).faults().toString())
                .as("faults after a restart")
                .doesNotContain("crash");
    }
}
