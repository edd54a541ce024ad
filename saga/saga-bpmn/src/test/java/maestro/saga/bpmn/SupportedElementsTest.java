package maestro.saga.bpmn;

import static maestro.saga.bpmn.BpmnEdits.replace;
import static maestro.saga.bpmn.BpmnEdits.withAttribute;
import static maestro.saga.bpmn.BpmnEdits.withElement;
import static maestro.saga.bpmn.SampleFlows.PARALLEL;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class SupportedElementsTest {

    static final List<Arguments> ELEMENTS = List.of(
            arguments(
                    PURCHASE.replace("serviceTask", "userTask"),
                    "checkout",
                    "The element userTask is not supported. Use a service task."),
            arguments(
                    withElement(PURCHASE, "<callActivity id=\"call\" name=\"Other\" />"),
                    "call",
                    "The element callActivity is not supported. Use a service task."),
            arguments(
                    PARALLEL.replace("parallelGateway", "inclusiveGateway"),
                    "fork",
                    "Use an exclusive or a parallel gateway."),
            arguments(
                    replace(
                            PURCHASE,
                            "<outgoing>cd-to-invoice</outgoing>",
                            "<outgoing>cd-to-invoice</outgoing><standardLoopCharacteristics />"),
                    "cd",
                    "The element standardLoopCharacteristics is not supported. A service task makes one call."),
            arguments(
                    withElement(PURCHASE, "<dataObject id=\"data\" />"),
                    "data",
                    "The element dataObject is not supported. Remove it."),
            arguments(
                    replace(PURCHASE, "<errorEventDefinition", "<timerEventDefinition"),
                    "failed",
                    "The element timerEventDefinition is not supported."),
            arguments(replace(PURCHASE, "  <process", """
                            <collaboration id="c"><participant id="pool" processRef="purchase" />
                            <participant id="bank" /><messageFlow id="m" sourceRef="bank" targetRef="payment" />
                            </collaboration><process"""), "m", "The element messageFlow is not supported."));

    static final List<Arguments> ATTRIBUTES = List.of(
            arguments(
                    withAttribute(PURCHASE, "cd", "startQuantity=\"2\""),
                    "cd",
                    "startQuantity=\"2\" of serviceTask is not supported. Set startQuantity to 1."),
            arguments(
                    withAttribute(PURCHASE, "cd", "default=\"cd-to-invoice\""),
                    "cd",
                    "The attribute default of serviceTask is not supported."),
            arguments(
                    replace(PURCHASE, "\"undo-all-definition\"", "\"undo-all-definition\" activityRef=\"cd\""),
                    "undo-all-definition",
                    "The attribute activityRef of compensateEventDefinition is not supported."));

    static final List<Arguments> EXTENSIONS = List.of(
            arguments(
                    withAttribute(PURCHASE, "cd", "camunda:asyncBefore=\"true\""),
                    "cd",
                    "camunda:asyncBefore is a setting of another engine"),
            arguments(
                    replace(PURCHASE, "        <camunda:properties>", "<camunda:connector /><camunda:properties>"),
                    null,
                    "connector is a setting of another engine"),
            arguments(
                    withElement(PURCHASE, "<other:note xmlns:other=\"urn:other\" />"),
                    null,
                    "note is not a BPMN element."));

    @ParameterizedTest
    @FieldSource({"ELEMENTS", "ATTRIBUTES", "EXTENSIONS"})
    void reportsUnsupportedElement(String xml, String element, String message) {
        SampleFlows.assertProblem(xml, element, message);
    }
}
