package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.acceptance.StackConfig.UsesStack;
import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A seventh participant. It requires its own module, a step in the flow file and the setting {@code
 * maestro.participants.loyalty.url}, and no change of the orchestrator or of another participant.
 */
@UsesStack(StackConfig.WITH_LOYALTY)
class LoyaltyIT extends AcceptanceTest {

    private static final List<String> FLOW =
            List.of("checkout", "payment", "stock", "cd", "invoice", "loyalty", "shipping");

    LoyaltyIT(Stack stack) {
        super(stack);
    }

    @BeforeEach
    void deployFlowWithLoyalty() {
        String bpmn = orchestrator.flowFile().body();
        if (!bpmn.contains("id=\"loyalty\"")) {
            HttpReply reply = orchestrator.deployFlow(withLoyaltyStep(bpmn));
            assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        }
    }

    @Test
    void completesWithSeventhParticipant() {
        long points = points();
        long checked = orchestrator.audit().path("checked").longValue();

        HttpReply reply = orchestrator.buy(PurchaseRequest.of("BOOK-DDD", 2));

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        PurchaseView purchase = reply.purchase();
        assertThat(purchase.stepNames()).isEqualTo(FLOW);
        assertDoneByAll(purchase.id());
        long booked = purchase.receipt("loyalty").path("points").longValue();
        assertThat(booked).isPositive().isEqualTo(purchase.amountPaid() / 100);
        assertThat(points()).isEqualTo(points + booked);
        assertAuditClean();
        assertThat(orchestrator.audit().path("checked").longValue()).isEqualTo(checked + 1);
    }

    @Test
    void undoesInReverseIfSeventhParticipantFails() {
        Totals before = stack.totals();
        long points = points();
        armFault("loyalty", "{}");

        HttpReply reply = orchestrator.buy(PurchaseRequest.oneBook());

        assertUndoneFromLoyalty(reply, before, points);
    }

    @Test
    void undoesSeventhParticipantIfLaterStepFails() {
        Totals before = stack.totals();
        long points = points();
        armFault("shipping", "{}");

        PurchaseView purchase = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(purchase.status()).isEqualTo("UNDONE");
        assertUndoneInReverseFrom("shipping", purchase.id());
        assertFullyUndone(purchase.id());
        assertThat(stack.participant("loyalty").entry(purchase.id()))
                .hasValueSatisfying(entry -> assertThat(entry.reversals()).isEqualTo(1));
        assertThat(stack.totals()).isEqualTo(before);
        assertThat(points()).isEqualTo(points);
        assertAuditClean();
    }

    @Test
    void undoesInReverseIfSeventhParticipantRefuses() {
        Totals before = stack.totals();
        long points = points();

        HttpReply reply = orchestrator.buy(PurchaseRequest.oneBook().withCustomer("blocked@example.com"));

        assertThat(reply.body()).contains("CUSTOMER_BLOCKED");
        assertUndoneFromLoyalty(reply, before, points);
    }

    @Test
    void reportsViolationAtSeventhParticipant() {
        String id = orchestrator.buy(PurchaseRequest.oneBook()).purchase().id();

        stack.participant("loyalty").undo(id);

        JsonNode violations = orchestrator.audit().path("violations");
        assertThat(violations.toString()).contains(id, "loyalty");
        orchestrator.cancel(id, "repair");
        orchestrator.awaitUndone(id);
        assertAuditClean();
    }

    private void assertUndoneFromLoyalty(HttpReply reply, Totals before, long points) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.detail()).contains("loyalty");
        String id = reply.purchase().id();
        assertUndoneInReverseFrom("loyalty", id);
        assertFullyUndone(id);
        assertThat(stack.totals()).isEqualTo(before);
        assertThat(points()).isEqualTo(points);
        assertAuditClean();
    }

    private long points() {
        return stack.participant("loyalty").audit().path("points").longValue();
    }

    /** Inserts a loyalty task with its undo between invoice and shipping. */
    private static String withLoyaltyStep(String bpmn) {
        return bpmn.replace("<outgoing>invoice-to-shipping</outgoing>", "<outgoing>invoice-to-loyalty</outgoing>")
                .replace("<incoming>invoice-to-shipping</incoming>", "<incoming>loyalty-to-shipping</incoming>")
                .replace(
                        "<sequenceFlow id=\"invoice-to-shipping\" sourceRef=\"invoice\" targetRef=\"shipping\" />", """
                        <sequenceFlow id="invoice-to-loyalty" sourceRef="invoice" targetRef="loyalty" />
                        <serviceTask id="loyalty" name="Book points">
                          <incoming>invoice-to-loyalty</incoming>
                          <outgoing>loyalty-to-shipping</outgoing>
                        </serviceTask>
                        <boundaryEvent id="loyalty-undo-event" name="undo" attachedToRef="loyalty">
                          <compensateEventDefinition id="loyalty-undo-event-definition" />
                        </boundaryEvent>
                        <serviceTask id="loyalty-undo" name="Take points back" isForCompensation="true" />
                        <sequenceFlow id="loyalty-to-shipping" sourceRef="loyalty" targetRef="shipping" />""")
                .replace("<association id=\"shipping-undo-association\"", """
                        <association id="loyalty-undo-association" associationDirection="One"
                            sourceRef="loyalty-undo-event" targetRef="loyalty-undo" />
                        <association id="shipping-undo-association\"""")
                .replaceAll("(?s)<bpmndi:BPMNEdge id=\"invoice-to-shipping_di\".*?</bpmndi:BPMNEdge>", "");
    }
}
