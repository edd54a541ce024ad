package maestro.saga.bpmn;

import static maestro.saga.bpmn.BpmnEdits.replace;
import static maestro.saga.bpmn.SampleFlows.EXCLUSIVE;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ExclusiveGatewaysTest {

    private static final String OTHER_LANGUAGE = "The language of this condition is not supported.";

    static final List<Arguments> DEFAULT_FLOWS = List.of(
            arguments(replace(EXCLUSIVE, " default=\"cheap\"", ""), "expensive", "This gateway has no default flow."),
            arguments(replace(EXCLUSIVE, " default=\"cheap\"", ""), "cheap", "This sequence flow has no condition."),
            arguments(
                    replace(EXCLUSIVE, "default=\"cheap\"", "default=\"is-expensive\""),
                    "is-expensive",
                    "The condition of a default flow is never evaluated."),
            arguments(
                    replace(EXCLUSIVE, "default=\"cheap\"", "default=\"merge-to-shipping\""),
                    "expensive",
                    "This gateway has no default flow."));

    static final List<Arguments> CONDITIONS = List.of(
            arguments(withCondition("purchase.("), "is-expensive", "The condition \"purchase.(\" is not valid: "),
            arguments(withCondition("${country == 'BR'}"), "is-expensive", "is not valid: "),
            arguments(withCondition("1 + 1"), "is-expensive", "the result must be true or false, but its type is int."),
            arguments(
                    withCondition("receipts.shipping.tracking == ''"),
                    "is-expensive",
                    "the step shipping does not come before this gateway; there are receipts of cd, checkout, payment,"
                            + " stock."),
            arguments(
                    withCondition("<documentation>x</documentation>true"),
                    "is-expensive",
                    "The condition contains XML elements."),
            arguments(
                    replace(
                            EXCLUSIVE,
                            "xsi:type=\"tFormalExpression\">receipts",
                            "language=\"feel\" xsi:type=\"tFormalExpression\">receipts"),
                    "is-expensive",
                    OTHER_LANGUAGE),
            arguments(
                    replace(EXCLUSIVE, "targetNamespace", "expressionLanguage=\"urn:feel\" targetNamespace"),
                    "is-expensive",
                    OTHER_LANGUAGE),
            arguments(
                    replace(
                            PURCHASE,
                            "targetRef=\"checkout\" />",
                            "targetRef=\"checkout\"><conditionExpression>true</conditionExpression></sequenceFlow>"),
                    "ordered-to-checkout",
                    "Only an exclusive gateway with two or more outgoing sequence flows can have conditions."));

    @ParameterizedTest
    @FieldSource({"DEFAULT_FLOWS", "CONDITIONS"})
    void requiresDefaultFlowAndValidConditions(String xml, String element, String message) {
        SampleFlows.assertProblem(xml, element, message);
    }

    private static String withCondition(String condition) {
        return replace(EXCLUSIVE, "receipts.checkout.total.amount &gt; 100000", condition);
    }
}
