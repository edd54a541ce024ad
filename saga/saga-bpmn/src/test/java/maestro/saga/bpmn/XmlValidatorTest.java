package maestro.saga.bpmn;

import static maestro.saga.bpmn.BpmnEdits.replace;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class XmlValidatorTest {

    private static final String NOT_WELL_FORMED = "The file is not well-formed XML";
    private static final String NOT_VALID = "The file is not valid BPMN 2.0";

    static final List<Arguments> FILES = List.of(
            arguments("", null, NOT_WELL_FORMED),
            arguments("{}", null, NOT_WELL_FORMED),
            arguments(PURCHASE.substring(0, 3000), null, NOT_WELL_FORMED),
            arguments("<html/>", null, NOT_VALID),
            arguments("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>", null, NOT_VALID),
            arguments(replace(PURCHASE, "id=\"cd-undo\"", "id=\"cd\""), "cd", NOT_VALID),
            arguments(replace(PURCHASE, "sourceRef=\"cd\"", "sourceRef=\"missing\""), null, NOT_VALID),
            arguments(replace(PURCHASE, "serviceTask", "customTask"), null, NOT_VALID));

    @ParameterizedTest
    @FieldSource("FILES")
    void refusesInvalidFile(String xml, String element, String message) {
        SampleFlows.assertProblem(xml, element, message);
    }
}
