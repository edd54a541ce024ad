package maestro.saga.bpmn;

import static maestro.saga.bpmn.BpmnEdits.replace;
import static maestro.saga.bpmn.BpmnEdits.withElement;
import static maestro.saga.bpmn.BpmnEdits.withSequenceFlow;
import static maestro.saga.bpmn.SampleFlows.EXCLUSIVE;
import static maestro.saga.bpmn.SampleFlows.PARALLEL;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ParallelGatewaysTest {

    private static final String SHIPPING_TO_JOIN = "sourceRef=\"shipping\" targetRef=\"join\"";
    private static final String PARALLEL_TO_END =
            replace(PARALLEL, SHIPPING_TO_JOIN, "sourceRef=\"shipping\" targetRef=\"completed\"");
    private static final String BRANCHES_MEET = "Parallel branches meet at this element.";

    static final List<Arguments> FILES = List.of(
            arguments(PARALLEL_TO_END, "completed", BRANCHES_MEET),
            arguments(
                    PARALLEL_TO_END,
                    "fork",
                    "All branches of this parallel gateway must meet at one other parallel gateway."),
            arguments(
                    replace(PARALLEL, SHIPPING_TO_JOIN, "sourceRef=\"shipping\" targetRef=\"invoice\""),
                    "invoice",
                    BRANCHES_MEET),
            arguments(
                    PARALLEL.replace("parallelGateway id=\"join\"", "exclusiveGateway id=\"join\"")
                            .replaceFirst("(?s)(id=\"join\">.*?</)parallel", "$1exclusive"),
                    "join",
                    BRANCHES_MEET),
            arguments(
                    EXCLUSIVE.replaceFirst(
                            "(?s)exclusiveGateway id=\"merge\">(.*?)</exclusive",
                            "parallelGateway id=\"merge\">$1</parallel"),
                    "merge",
                    "The paths to this parallel gateway do not start at one parallel gateway"),
            arguments(
                    replace(
                            withElement(PARALLEL, "<endEvent id=\"early\" />"),
                            SHIPPING_TO_JOIN,
                            "sourceRef=\"shipping\" targetRef=\"early\""),
                    "early",
                    "This event would end the process while another parallel branch is running."),
            arguments(
                    withSequenceFlow(PARALLEL, "twice", "shipping", "join"),
                    "join",
                    "Two sequence flows of the same branch lead to this parallel gateway"));

    @ParameterizedTest
    @FieldSource("FILES")
    void requiresMatchingForksAndJoins(String xml, String element, String message) {
        SampleFlows.assertProblem(xml, element, message);
    }
}
