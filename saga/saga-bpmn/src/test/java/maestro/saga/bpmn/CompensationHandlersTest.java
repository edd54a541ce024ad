package maestro.saga.bpmn;

import static maestro.saga.bpmn.BpmnEdits.replace;
import static maestro.saga.bpmn.BpmnEdits.withSequenceFlow;
import static maestro.saga.bpmn.BpmnEdits.without;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class CompensationHandlersTest {

    static final List<Arguments> FILES = List.of(
            arguments(
                    without(PURCHASE, "<association id=\"cd-undo-association"),
                    "cd-undo",
                    "This undo task belongs to no step."),
            arguments(
                    replace(PURCHASE, "targetRef=\"cd-undo\"", "targetRef=\"invoice\""),
                    "cd-undo-event",
                    "This compensation event must be connected to exactly one undo task."),
            arguments(
                    replace(PURCHASE, "targetRef=\"cd-undo\"", "targetRef=\"stock-undo\""),
                    "stock-undo",
                    "This undo task belongs to two steps."),
            arguments(
                    replace(PURCHASE, "attachedToRef=\"cd\"", "attachedToRef=\"stock\""),
                    null,
                    "The step of this event has another compensation event."),
            arguments(
                    replace(PURCHASE, "attachedToRef=\"cd\"", "attachedToRef=\"x\""),
                    "cd-undo-event",
                    "This compensation event is not attached to a step."),
            arguments(
                    withSequenceFlow(PURCHASE, "f", "cd-undo", "completed"),
                    "cd-undo",
                    "A sequence flow is connected to this undo task."),
            arguments(
                    withSequenceFlow(PURCHASE, "f", "cd-undo-event", "completed"),
                    "cd-undo-event",
                    "A sequence flow is connected to this compensation event."),
            arguments(
                    replace(
                            PURCHASE,
                            "<textAnnotation",
                            "<association id=\"a\" sourceRef=\"cd\" targetRef=\"stock\" /><textAnnotation"),
                    "a",
                    "An association must start at a compensation event"));

    @ParameterizedTest
    @FieldSource("FILES")
    void requiresOneUndoTaskForEachCompensationEvent(String xml, String element, String message) {
        SampleFlows.assertProblem(xml, element, message);
    }
}
