package maestro.saga.bpmn;

import static maestro.saga.bpmn.BpmnEdits.replace;
import static maestro.saga.bpmn.BpmnEdits.withElement;
import static maestro.saga.bpmn.BpmnEdits.withErrorEnd;
import static maestro.saga.bpmn.BpmnEdits.withSequenceFlow;
import static maestro.saga.bpmn.BpmnEdits.without;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class NormalFlowTest {

    static final List<Arguments> SEQUENCE_FLOWS = List.of(
            arguments(withSequenceFlow(PURCHASE, "back", "cd", "payment"), "back", "This sequence flow closes a loop."),
            arguments(
                    replace(
                            PURCHASE,
                            "sourceRef=\"cd\" targetRef=\"invoice\"",
                            "sourceRef=\"cd\" targetRef=\"completed\""),
                    "invoice",
                    "No path leads from the start event to this element."),
            arguments(
                    without(PURCHASE, "<sequenceFlow id=\"shipping-to-completed"),
                    "shipping",
                    "No sequence flow leaves this element."),
            arguments(
                    without(PURCHASE, "<sequenceFlow id=\"cd-to-invoice"),
                    "cd",
                    "This element lists cd-to-invoice as outgoing, but has no such sequence flow."),
            arguments(
                    withSequenceFlow(PURCHASE, "more", "cd", "shipping"),
                    "cd",
                    "More than one sequence flow leaves this element."),
            arguments(
                    withSequenceFlow(PURCHASE, "into", "cd", "undo-all"),
                    "into",
                    "This sequence flow must connect two steps, events or gateways"),
            arguments(
                    withSequenceFlow(PURCHASE, "again", "cd", "ordered"),
                    "ordered",
                    "A sequence flow leads to this start event."),
            arguments(
                    withSequenceFlow(PURCHASE, "after", "completed", "cd"),
                    "completed",
                    "A sequence flow leaves this end event."));

    static final List<Arguments> EVENTS = List.of(
            arguments(
                    withElement(PURCHASE, "<startEvent id=\"other\" />"),
                    "other",
                    "The process has more than one start event."),
            arguments(
                    withElement(PURCHASE, "<startEvent id=\"other\"><errorEventDefinition /></startEvent>"),
                    "other",
                    "This type of start event is not supported."),
            arguments(
                    withElement(PURCHASE, "<endEvent id=\"other\"><compensateEventDefinition /></endEvent>"),
                    "other",
                    "This type of end event is not supported."),
            arguments(
                    withElement(PURCHASE, "<intermediateThrowEvent id=\"other\" />"),
                    "other",
                    "An intermediate event is supported only in the error handling."),
            arguments(
                    withElement(PURCHASE, "<boundaryEvent id=\"e\" attachedToRef=\"cd\" />"),
                    "e",
                    "Only compensation events and error events can be attached to a step."),
            arguments(
                    replace(withErrorEnd(), "errorRef=\"too-expensive\"", "errorRef=\"undo-all\""),
                    "turned-down",
                    "The error of this end event does not exist."),
            arguments(
                    replace(withErrorEnd(), "errorRef=\"too-expensive\"", ""),
                    "turned-down",
                    "This error end event has no reason."));

    private static final String EMPTY = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
            + " targetNamespace=\"t\"><process id=\"empty\" /></definitions>";

    static final List<Arguments> ACTIVITIES = List.of(
            arguments(
                    replace(PURCHASE, "triggeredByEvent=\"true\"", "triggeredByEvent=\"false\""),
                    "failures",
                    "Only event sub-processes are supported."),
            arguments(EMPTY, "empty", "The process has no service task."),
            arguments(EMPTY, "empty", "The process has no start event."));

    @ParameterizedTest
    @FieldSource({"SEQUENCE_FLOWS", "EVENTS", "ACTIVITIES"})
    void reportsInvalidElement(String xml, String element, String message) {
        SampleFlows.assertProblem(xml, element, message);
    }
}
