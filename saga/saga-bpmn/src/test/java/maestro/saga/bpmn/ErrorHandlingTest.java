package maestro.saga.bpmn;

import static maestro.saga.bpmn.BpmnEdits.replace;
import static maestro.saga.bpmn.BpmnEdits.withElement;
import static maestro.saga.bpmn.BpmnEdits.withErrorEnd;
import static maestro.saga.bpmn.BpmnEdits.withErrorEvents;
import static maestro.saga.bpmn.BpmnEdits.withSequenceFlow;
import static maestro.saga.bpmn.BpmnEdits.without;
import static maestro.saga.bpmn.BpmnEdits.withoutErrorHandling;
import static maestro.saga.bpmn.BpmnEdits.withoutUndo;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ErrorHandlingTest {

    private static final String UNEXPECTED = "The error handling can have only one compensation event";
    private static final String ONE_ERROR = "This event catches only one error";

    static final List<Arguments> SUB_PROCESS = List.of(
            arguments(withoutErrorHandling(), "purchase", "The process has no error handling."),
            arguments(
                    withElement(PURCHASE, "<subProcess id=\"other\" triggeredByEvent=\"true\" />"),
                    "failures",
                    "The process has more than one event sub-process."),
            arguments(
                    withSequenceFlow(PURCHASE, "into", "cd", "failures"),
                    "failures",
                    "A sequence flow is connected to this event sub-process."),
            arguments(
                    replace(PURCHASE, "<errorEventDefinition id=\"failed-definition\" />", ""),
                    "failures",
                    "An event sub-process must have exactly one start event, of type error."),
            arguments(
                    without(PURCHASE, "<compensateEventDefinition id=\"undo-all-definition\""), "undo-all", UNEXPECTED),
            arguments(
                    replace(PURCHASE, "<compensateEventDefinition id=\"undo-all-d", "<terminateEventDefinition id=\"d"),
                    "undo-all",
                    UNEXPECTED),
            arguments(
                    replace(PURCHASE, "<endEvent id=\"undone\"", "<serviceTask id=\"mail\" /><endEvent id=\"undone\""),
                    "mail",
                    UNEXPECTED),
            arguments(
                    without(PURCHASE, "<sequenceFlow id=\"undo-all-to-undone"),
                    "undo-all",
                    "In the error handling, exactly one sequence flow must leave this element."),
            arguments(
                    replace(
                            PURCHASE,
                            "targetRef=\"undone\" />",
                            "targetRef=\"undone\"><conditionExpression>true</conditionExpression></sequenceFlow>"),
                    "undo-all-to-undone",
                    "The error handling can't have conditions."),
            arguments(
                    replace(
                            withErrorEnd(),
                            "<errorEventDefinition id=\"failed-definition\"",
                            "<errorEventDefinition errorRef=\"too-expensive\" id=\"failed-definition\""),
                    "failed",
                    ONE_ERROR));

    static final List<Arguments> BOUNDARY_EVENTS = List.of(
            arguments(
                    without(withErrorEvents(), "<boundaryEvent id=\"cd-error\"")
                            .replaceFirst("<sequenceFlow id=\"cd-error[^>]*>", ""),
                    "cd",
                    "The failure of this step is not handled."),
            arguments(
                    withElement(
                            PURCHASE,
                            "<boundaryEvent id=\"e\" attachedToRef=\"cd\"><errorEventDefinition /></boundaryEvent>"),
                    "e",
                    "The event sub-process already catches every error."),
            arguments(
                    replace(withErrorEvents(), "attachedToRef=\"cd\"><error", "attachedToRef=\"failed\"><error"),
                    "cd-error",
                    "This error event is not attached to a step."),
            arguments(
                    replace(withErrorEvents(), "id=\"cd-error\" ", "id=\"cd-error\" cancelActivity=\"false\" "),
                    "cd-error",
                    "An error event always interrupts its step."),
            arguments(
                    withoutUndo(withoutUndo(withErrorEvents(), "invoice", "pivot"), "shipping", "retriable"),
                    "shipping",
                    "A retriable step is repeated until it succeeds."),
            arguments(
                    withSequenceFlow(withErrorEvents(), "into", "cd", "failed"),
                    "into",
                    "This sequence flow leads from the normal flow into the error handling."),
            arguments(
                    withElement(
                            withErrorEvents(),
                            "<endEvent id=\"error\" name=\"Rejected\"><errorEventDefinition /></endEvent>"),
                    "error",
                    "This error is not caught."),
            arguments(
                    withFork(withErrorEvents()),
                    "fork",
                    "An error event of one step does not stop the other parallel branches."));

    @ParameterizedTest
    @FieldSource({"SUB_PROCESS", "BOUNDARY_EVENTS"})
    void requiresThatEveryErrorLeadsToCompensation(String xml, String element, String message) {
        SampleFlows.assertProblem(xml, element, message);
    }

    private static String withFork(String xml) {
        String fork = withElement(xml, "<parallelGateway id=\"fork\" />");
        fork = replace(fork, "sourceRef=\"cd\" targetRef=\"invoice\"", "sourceRef=\"cd\" targetRef=\"fork\"");
        return withSequenceFlow(withSequenceFlow(fork, "a", "fork", "invoice"), "b", "fork", "shipping");
    }
}
