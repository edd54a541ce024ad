package maestro.saga.bpmn;

import static maestro.saga.bpmn.Changes.problems;
import static maestro.saga.bpmn.Changes.with;
import static maestro.saga.bpmn.Changes.withDeadline;
import static maestro.saga.bpmn.Changes.withErrorEnd;
import static maestro.saga.bpmn.Changes.withErrorEvents;
import static maestro.saga.bpmn.Changes.withKind;
import static maestro.saga.bpmn.Changes.withProperty;
import static maestro.saga.bpmn.Changes.without;
import static maestro.saga.bpmn.Changes.withoutErrorPath;
import static maestro.saga.bpmn.Drawings.EXCLUSIVE;
import static maestro.saga.bpmn.Drawings.PARALLEL;
import static maestro.saga.bpmn.Drawings.PURCHASE;
import static maestro.saga.bpmn.Drawings.withoutUndo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** A file for each problem: it is named at the element that it is about. */
class RefusalsTest {

    private static final String FLOW = "<sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\" />\n";
    private static final String FIRST_FLOW = "<sequenceFlow id=\"ordered-to-checkout\"";
    private static final String END = "<endEvent id=\"completed\" name=\"Purchase completed\">";
    private static final String CONDITION = "receipts.checkout.total.amount &gt; 100000";

    static final List<Arguments> OF_THE_FILE = List.of(
            arguments("", null, "This isn't well-formed XML"),
            arguments("{}", null, "This isn't well-formed XML"),
            arguments("<html/>", null, "This isn't valid BPMN 2.0"),
            arguments(PURCHASE.substring(0, 3000), null, "This isn't well-formed XML"),
            arguments(with(PURCHASE, "id=\"cd-undo\"", "id=\"cd\""), "cd", "This isn't valid BPMN 2.0"),
            arguments(with(PURCHASE, "sourceRef=\"cd\"", "sourceRef=\"nobody\""), null, "This isn't valid BPMN 2.0"),
            arguments(with(PURCHASE, "serviceTask", "taskOfMine"), null, "This isn't valid BPMN 2.0"),
            arguments(process("false"), "purchase", "mark it as executable"),
            arguments(with(PURCHASE, " isExecutable=\"true\"", ""), "purchase", "mark it as executable"),
            arguments(
                    with(PURCHASE, "  <process", "<process id=\"second\" name=\"Other\" /><process"),
                    "second",
                    "A file has one process"),
            arguments(
                    "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"t\" />",
                    null,
                    "The file has no process"));

    static final List<Arguments> OUTSIDE = List.of(
            arguments(PURCHASE.replace("serviceTask", "userTask"), "checkout", "userTask is not among what runs here"),
            arguments(
                    with(PURCHASE, END, "<callActivity id=\"call\" name=\"Other\" />" + END),
                    "call",
                    "callActivity is not among what runs here: make it a service task"),
            arguments(
                    PARALLEL.replace("parallelGateway", "inclusiveGateway"),
                    "fork",
                    "use an exclusive or a parallel gateway"),
            arguments(in("cd", "<standardLoopCharacteristics />"), "cd", "standardLoopCharacteristics is not among"),
            arguments(
                    with(PURCHASE, "id=\"cd\" name", "startQuantity=\"2\" id=\"cd\" name"),
                    "cd",
                    "startQuantity=\"2\" on serviceTask is not among what runs here: set it to 1"),
            arguments(
                    with(PURCHASE, "id=\"cd\" name", "default=\"cd-to-invoice\" id=\"cd\" name"),
                    "cd",
                    "default on serviceTask is not among what runs here"),
            arguments(
                    with(PURCHASE, "id=\"cd\" name", "camunda:asyncBefore=\"true\" id=\"cd\" name"),
                    "cd",
                    "camunda:asyncBefore is a setting for another engine"),
            arguments(
                    with(PURCHASE, "        <camunda:properties>", "<camunda:connector /><camunda:properties>"),
                    null,
                    "connector is a setting for another engine"),
            arguments(
                    with(PURCHASE, END, "<dataObject id=\"data\" />" + END),
                    "data",
                    "dataObject is not among what runs"),
            arguments(
                    with(PURCHASE, "<errorEventDefinition", "<timerEventDefinition"),
                    "failed",
                    "timerEventDefinition is not among what runs here"),
            arguments(
                    with(PURCHASE, "triggeredByEvent=\"true\"", "triggeredByEvent=\"false\""),
                    "failures",
                    "Only an event sub-process runs here"),
            arguments(
                    with(
                            PURCHASE,
                            "<textAnnotation",
                            "<association id=\"a\" sourceRef=\"cd\" targetRef=\"stock\" /><textAnnotation"),
                    "a",
                    "An association leads from a compensation event"),
            arguments(
                    with(PURCHASE, "\"undo-all-definition\"", "\"undo-all-definition\" activityRef=\"cd\""),
                    "undo-all-definition",
                    "activityRef on compensateEventDefinition"),
            arguments(with(PURCHASE, "  <process", """
                            <collaboration id="c"><participant id="pool" processRef="purchase" />
                            <participant id="bank" /><messageFlow id="m" sourceRef="bank" targetRef="payment" />
                            </collaboration><process"""), "m", "messageFlow is not among what runs here"));

    static final List<Arguments> STEPS = List.of(
            arguments(withoutUndo(PURCHASE, "stock"), "stock", "It has no undo"),
            arguments(
                    without(PURCHASE, "<association id=\"cd-undo-association"),
                    "cd-undo",
                    "Nothing leads to this undo"),
            arguments(
                    with(PURCHASE, "targetRef=\"cd-undo\"", "targetRef=\"invoice\""),
                    "cd-undo-event",
                    "Lead from this compensation event"),
            arguments(
                    with(PURCHASE, "targetRef=\"cd-undo\"", "targetRef=\"stock-undo\""),
                    "stock-undo",
                    "belongs to two steps"),
            arguments(
                    with(PURCHASE, "attachedToRef=\"cd\"", "attachedToRef=\"stock\""),
                    null,
                    "has another compensation event"),
            arguments(
                    with(PURCHASE, "attachedToRef=\"cd\"", "attachedToRef=\"x\""),
                    "cd-undo-event",
                    "isn't on the edge of a step"),
            arguments(
                    with(PURCHASE, FIRST_FLOW, FLOW.formatted("f", "cd-undo", "completed") + FIRST_FLOW),
                    "cd-undo",
                    "An undo has no sequence flow"),
            arguments(
                    with(PURCHASE, FIRST_FLOW, FLOW.formatted("f", "cd-undo-event", "completed") + FIRST_FLOW),
                    "cd-undo-event",
                    "A compensation event has no sequence flow"),
            arguments(withKind(PURCHASE, "shipping", "pivot"), "shipping", "Its kind isn't compensatable"),
            arguments(pivot("stock"), "cd", "can't come after the pivot stock"),
            arguments(
                    withKind(withoutUndo(pivot("stock"), "cd"), "cd", "retriable"),
                    "invoice",
                    "can't come after the retriable step cd"),
            arguments(
                    withKind(withoutUndo(PURCHASE, "shipping"), "shipping", "retriable"), "shipping", "a pivot before"),
            arguments(
                    withKind(withoutUndo(pivot("invoice"), "shipping"), "shipping", "pivot"),
                    "shipping",
                    "There is a pivot before this one, invoice"),
            arguments(
                    withKind(withoutUndo(PARALLEL, "invoice"), "invoice", "pivot"),
                    "invoice",
                    "Nothing may run beside a pivot"),
            arguments(
                    withKind(withoutUndo(EXCLUSIVE, "invoice"), "invoice", "pivot"),
                    "shipping",
                    "can't come after the pivot"),
            arguments(
                    withKind(withoutUndo(withErrorEnd(), "cd"), "cd", "pivot"),
                    "turned-down",
                    "After the pivot cd nothing is undone"));

    static final List<Arguments> PROPERTIES = List.of(
            arguments(withKind(PURCHASE, "cd", "maybe"), "cd", "compensatable, pivot or retriable"),
            arguments(
                    with(PURCHASE, "name=\"service\" value=\"cd\"", "name=\"service\" value=\"fax\""),
                    "cd",
                    "There is no service \"fax\": it has to be one of cd, checkout, invoice"),
            arguments(
                    with(PURCHASE, "name=\"service\" value=\"cd\"", "name=\"service\" value=\"stock\""),
                    "cd",
                    "stock is called by another task already"),
            arguments(
                    PURCHASE.replace("name=\"service\" value=\"cd\"", "name=\"attempts\" value=\"2\"")
                            .replace("\"cd\"", "\"Activity_1\""),
                    "Activity_1",
                    "It doesn't say which service it calls: add the property service"),
            arguments(
                    withProperty(PURCHASE, "cd", "retries", "2"),
                    "cd",
                    "There is no property \"retries\": there are attempts"),
            arguments(withProperty(PURCHASE, "cd", "attempts", "0"), "cd", "a number from 1 to 100"),
            arguments(withProperty(PURCHASE, "cd", "attempts", "99999999999"), "cd", "a number from 1 to 100"),
            arguments(withProperty(PURCHASE, "cd", "timeout", "2"), "cd", "a duration from 1ms to 1h"),
            arguments(withProperty(PURCHASE, "cd", "timeout", "0s"), "cd", "a duration from 1ms to 1h"),
            arguments(withProperty(PURCHASE, "cd", "timeout", "999999999d"), "cd", "a duration from 1ms to 1h"),
            arguments(withProperty(PURCHASE, "cd", "timeout", "P0DTTT"), "cd", "a duration from 1ms to 1h"),
            arguments(withProperty(PURCHASE, "cd", "timeout", " "), "cd", "The property timeout is empty"),
            arguments(
                    withProperty(withProperty(PURCHASE, "cd", "backoff", "10s"), "cd", "backoff-ceiling", "5s"),
                    "cd",
                    "less than backoff"),
            arguments(
                    withProperty(withProperty(PURCHASE, "cd", "attempts", "2"), "cd", "attempts", "2"),
                    "cd",
                    "there twice"),
            arguments(withDeadline("8d"), "purchase", "a duration from 1ms to 168h"),
            arguments(
                    with(
                            PURCHASE,
                            END,
                            END
                                    + "<extensionElements><camunda:properties><camunda:property name=\"x\" value=\"y\" />"
                                    + "</camunda:properties></extensionElements>"),
                    "completed",
                    "this element has none"));

    static final List<Arguments> WAYS = List.of(
            arguments(
                    with(PURCHASE, FIRST_FLOW, FLOW.formatted("back", "cd", "payment") + FIRST_FLOW),
                    "back",
                    "It closes a loop"),
            arguments(
                    with(
                            PURCHASE,
                            "sourceRef=\"cd\" targetRef=\"invoice\"",
                            "sourceRef=\"cd\" targetRef=\"completed\""),
                    "invoice",
                    "It is never reached"),
            arguments(without(PURCHASE, "<sequenceFlow id=\"shipping-to-completed"), "shipping", "It leads nowhere"),
            arguments(without(PURCHASE, "<sequenceFlow id=\"cd-to-invoice"), "cd", "no such sequence flow is drawn"),
            arguments(
                    with(PURCHASE, FIRST_FLOW, FLOW.formatted("more", "cd", "shipping") + FIRST_FLOW),
                    "cd",
                    "Several sequence flows leave it: draw a gateway"),
            arguments(
                    with(PURCHASE, FIRST_FLOW, FLOW.formatted("into", "cd", "undo-all") + FIRST_FLOW),
                    "into",
                    "This sequence flow leaves the process"),
            arguments(
                    with(PURCHASE, FIRST_FLOW, FLOW.formatted("again", "cd", "ordered") + FIRST_FLOW),
                    "ordered",
                    "A sequence flow leads to the start event"),
            arguments(
                    with(PURCHASE, FIRST_FLOW, FLOW.formatted("after", "completed", "cd") + FIRST_FLOW),
                    "completed",
                    "A sequence flow leaves an end event"),
            arguments(
                    with(PURCHASE, END, "<startEvent id=\"other\" />" + END), "other", "A process has one start event"),
            arguments(
                    with(
                            PARALLEL,
                            "sourceRef=\"shipping\" targetRef=\"join\"",
                            "sourceRef=\"shipping\" targetRef=\"completed\""),
                    "completed",
                    "Branches that run at the same time meet here"),
            arguments(
                    with(
                            PARALLEL,
                            "sourceRef=\"shipping\" targetRef=\"join\"",
                            "sourceRef=\"shipping\" targetRef=\"completed\""),
                    "fork",
                    "have to meet at one other parallel gateway, but there is none"),
            arguments(
                    with(
                            PARALLEL,
                            "sourceRef=\"shipping\" targetRef=\"join\"",
                            "sourceRef=\"shipping\" targetRef=\"invoice\""),
                    "invoice",
                    "Branches that run at the same time meet here"),
            arguments(
                    PARALLEL.replace("parallelGateway id=\"join\"", "exclusiveGateway id=\"join\"")
                            .replaceFirst("(id=\"join\".*?</)parallel", "$1exclusive")
                            .replaceFirst("(?s)(id=\"join\">.*?</)parallel", "$1exclusive"),
                    "join",
                    "Branches that run at the same time meet here"),
            arguments(
                    EXCLUSIVE.replaceFirst(
                            "(?s)exclusiveGateway id=\"merge\">(.*?)</exclusive",
                            "parallelGateway id=\"merge\">$1</parallel"),
                    "merge",
                    "doesn't begin at one parallel gateway"));

    static final List<Arguments> CONDITIONS = List.of(
            arguments(with(EXCLUSIVE, " default=\"cheap\"", ""), "dear", "It has no default flow"),
            arguments(with(EXCLUSIVE, " default=\"cheap\"", ""), "cheap", "It has no condition"),
            arguments(
                    with(EXCLUSIVE, "default=\"cheap\"", "default=\"is-dear\""),
                    "is-dear",
                    "The default flow has a condition"),
            arguments(with(EXCLUSIVE, "default=\"cheap\"", "default=\"merge-to-shipping\""), "dear", "no default flow"),
            arguments(with(EXCLUSIVE, CONDITION, "purchase.("), "is-dear", "can't be used"),
            arguments(with(EXCLUSIVE, CONDITION, "${country == 'BR'}"), "is-dear", "can't be used"),
            arguments(with(EXCLUSIVE, CONDITION, "1 + 1"), "is-dear", "it has to be true or false"),
            arguments(
                    with(EXCLUSIVE, CONDITION, "receipts.shipping.tracking == ''"),
                    "is-dear",
                    "no step shipping comes before it; there are the receipts of cd, checkout, payment, stock"),
            arguments(
                    with(EXCLUSIVE, CONDITION, "<documentation>x</documentation>true"),
                    "is-dear",
                    "A condition is text alone"),
            arguments(
                    with(
                            EXCLUSIVE,
                            "xsi:type=\"tFormalExpression\">receipts",
                            "language=\"feel\" xsi:type=\"tFormalExpression\">receipts"),
                    "is-dear",
                    "in another language: write it in CEL"),
            arguments(
                    with(EXCLUSIVE, "targetNamespace", "expressionLanguage=\"urn:feel\" targetNamespace"),
                    "is-dear",
                    "in another language: write it in CEL"),
            arguments(
                    with(
                            PURCHASE,
                            "targetRef=\"checkout\" />",
                            "targetRef=\"checkout\"><conditionExpression>true</conditionExpression></sequenceFlow>"),
                    "ordered-to-checkout",
                    "A condition needs a choice"));

    static final List<Arguments> ERROR_PATH = List.of(
            arguments(
                    with(withErrorEnd(), "errorRef=\"too-dear\"", "errorRef=\"undo-all\""),
                    "turned-down",
                    "The error that it names isn't there"),
            arguments(
                    with(withErrorEnd(), "errorRef=\"too-dear\"", ""),
                    "turned-down",
                    "It doesn't say why the purchase fails"),
            arguments(withoutErrorPath(), "purchase", "No error path is drawn"),
            arguments(
                    with(PURCHASE, "<errorEventDefinition id=\"failed-definition\" />", ""),
                    "failures",
                    "begins by one start event of type error"),
            arguments(
                    without(PURCHASE, "<compensateEventDefinition id=\"undo-all-definition\""),
                    "undo-all",
                    "An error path has nothing but a compensation event"),
            arguments(
                    with(PURCHASE, "<endEvent id=\"undone\"", "<serviceTask id=\"mail\" /><endEvent id=\"undone\""),
                    "mail",
                    "An error path has nothing but a compensation event"),
            arguments(
                    with(
                            withErrorEnd(),
                            "<errorEventDefinition id=\"failed-definition\"",
                            "<errorEventDefinition errorRef=\"too-dear\" id=\"failed-definition\""),
                    "failed",
                    "It catches one error only"),
            arguments(
                    without(withErrorEvents(), "<boundaryEvent id=\"cd-error\"")
                            .replaceFirst("<sequenceFlow id=\"cd-error[^>]*>", ""),
                    "cd",
                    "Nothing is drawn for its failure"),
            arguments(
                    with(
                            PURCHASE,
                            END,
                            "<boundaryEvent id=\"e\" attachedToRef=\"cd\"><errorEventDefinition /></boundaryEvent>"
                                    + END),
                    "e",
                    "The event sub-process catches every error"),
            arguments(
                    with(withErrorEvents(), FIRST_FLOW, FLOW.formatted("into", "cd", "failed") + FIRST_FLOW),
                    "into",
                    "It leads into the error path"));

    private static String process(String executable) {
        return with(PURCHASE, "isExecutable=\"true\"", "isExecutable=\"%s\"".formatted(executable));
    }

    private static String pivot(String service) {
        return withKind(withoutUndo(PURCHASE, service), service, "pivot");
    }

    private static String in(String task, String child) {
        String last = "<outgoing>%s-to-invoice</outgoing>".formatted(task);
        return with(PURCHASE, last, last + child);
    }

    @ParameterizedTest
    @FieldSource({"OF_THE_FILE", "OUTSIDE", "STEPS", "PROPERTIES", "WAYS", "CONDITIONS", "ERROR_PATH"})
    void namesTheProblem(String xml, String element, String problem) {
        assertThat(problems(xml)).anySatisfy(found -> {
            assertThat(found.problem()).contains(problem);
            if (element != null) {
                assertThat(found.element()).isEqualTo(element);
            }
        });
    }

    @Test
    void namesEveryProblemAtOnceWithIdNameAndLine() {
        String xml = withoutUndo(PURCHASE, "stock");
        xml = with(xml, "name=\"service\" value=\"cd\"", "name=\"service\"\n   value=\"fax\"");
        xml = with(
                xml,
                "<serviceTask id=\"payment\" name=\"Charge payment\">",
                "<serviceTask\n  id=\"payment\"\n  startQuantity=\"2\" name=\"Charge payment\">");

        List<String> lines = xml.lines().toList();
        assertThat(problems(xml))
                .extracting(Problem::element, Problem::name, Problem::line)
                .containsExactly(
                        tuple("payment", "Charge payment", lineOf(lines, "id=\"payment\"") - 1),
                        tuple("stock", "Reserve stock", lineOf(lines, "<serviceTask id=\"stock\"")),
                        tuple("cd", "Take picking slot", lineOf(lines, "value=\"fax\"") - 1));
    }

    private static int lineOf(List<String> lines, String part) {
        return 1
                + Stream.iterate(0, i -> i + 1)
                        .filter(i -> lines.get(i).contains(part))
                        .findFirst()
                        .orElseThrow();
    }
}
