package maestro.saga.bpmn;

import static maestro.saga.bpmn.BpmnEdits.replace;
import static maestro.saga.bpmn.BpmnEdits.withErrorEnd;
import static maestro.saga.bpmn.BpmnEdits.withKind;
import static maestro.saga.bpmn.BpmnEdits.withoutUndo;
import static maestro.saga.bpmn.SampleFlows.EXCLUSIVE;
import static maestro.saga.bpmn.SampleFlows.PARALLEL;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ProcessParserTest {

    static final List<Arguments> PROCESSES = List.of(
            arguments(
                    replace(PURCHASE, "isExecutable=\"true\"", "isExecutable=\"false\""),
                    "purchase",
                    "The process is not executable."),
            arguments(replace(PURCHASE, " isExecutable=\"true\"", ""), "purchase", "The process is not executable."),
            arguments(
                    replace(PURCHASE, "  <process", "<process id=\"second\" name=\"Other\" /><process"),
                    "second",
                    "The file has more than one process."),
            arguments(
                    "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"t\" />",
                    null,
                    "The file has no process."));

    static final List<Arguments> KINDS = List.of(
            arguments(withoutUndo(PURCHASE, "stock"), "stock", "This step has no undo task."),
            arguments(withKind(PURCHASE, "shipping", "pivot"), "shipping", "This step is never undone"),
            arguments(
                    withoutUndo(PURCHASE, "stock", "pivot"),
                    "cd",
                    "A compensatable step can't come after the pivot stock"),
            arguments(
                    withoutUndo(withoutUndo(PURCHASE, "stock", "pivot"), "cd", "retriable"),
                    "invoice",
                    "A compensatable step can't come after the retriable step cd."),
            arguments(withoutUndo(PURCHASE, "shipping", "retriable"), "shipping", "each path to it must have a pivot."),
            arguments(
                    withoutUndo(withoutUndo(PURCHASE, "invoice", "pivot"), "shipping", "pivot"),
                    "shipping",
                    "The pivot invoice comes before this pivot"),
            arguments(
                    withoutUndo(PARALLEL, "invoice", "pivot"),
                    "invoice",
                    "A pivot can't run in parallel with other steps."),
            arguments(
                    withoutUndo(EXCLUSIVE, "invoice", "pivot"),
                    "shipping",
                    "A compensatable step can't come after the pivot invoice"),
            arguments(
                    withoutUndo(withErrorEnd(), "cd", "pivot"),
                    "turned-down",
                    "An error end event can't come after the pivot cd"));

    @ParameterizedTest
    @FieldSource("PROCESSES")
    void requiresOneExecutableProcess(String xml, String element, String message) {
        SampleFlows.assertProblem(xml, element, message);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void checksKindsOfSteps(String xml, String element, String message) {
        SampleFlows.assertProblem(xml, element, message);
    }
}
