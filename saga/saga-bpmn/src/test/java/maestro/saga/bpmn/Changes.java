package maestro.saga.bpmn;

import static maestro.saga.bpmn.Drawings.EXCLUSIVE;
import static maestro.saga.bpmn.Drawings.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.saga.bpmn.ParseResult.Read;
import maestro.saga.bpmn.ParseResult.Refused;

/** Edits such as a person makes in a modeler, or in the file. */
final class Changes {

    private static final List<String> SERVICES = List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    private Changes() {}

    static List<Problem> problems(String xml) {
        return switch (Drawings.reader().read("purchase", 1, xml)) {
            case Read read -> throw new AssertionError("Was read: " + read.flow());
            case Refused refused -> refused.problems();
        };
    }

    /** The text with one part in another's place; fails if that part isn't there. */
    static String with(String text, String old, String replacement) {
        assertThat(text).contains(old);
        return text.replace(old, replacement);
    }

    /** The text without the first element that begins so. */
    static String without(String text, String tag) {
        assertThat(text).contains(tag);
        int from = text.indexOf(tag);
        String name = tag.substring(1).split("[ >]", 2)[0];
        int open = text.indexOf('>', from);
        int to = text.charAt(open - 1) == '/' ? open + 1 : text.indexOf("</" + name + ">", from) + name.length() + 3;
        return text.substring(0, from) + text.substring(to);
    }

    static String withProperty(String xml, String service, String name, String value) {
        String own = "<camunda:property name=\"service\" value=\"%s\" />".formatted(service);
        return with(xml, own, own + "<camunda:property name=\"%s\" value=\"%s\" />".formatted(name, value));
    }

    static String withKind(String xml, String service, String kind) {
        return withProperty(xml, service, "kind", kind);
    }

    static String withDeadline(String value) {
        return with(PURCHASE, "</documentation>", """
                </documentation>
                <extensionElements><camunda:properties>
                  <camunda:property name="deadline" value="%s" />
                </camunda:properties></extensionElements>""".formatted(value));
    }

    /** A third way out of the choice: the purchase is turned down. */
    static String withErrorEnd() {
        String xml = with(
                EXCLUSIVE,
                "  <process ",
                "  <error id=\"too-dear\" name=\"The order is too dear\" errorCode=\"TOO_DEAR\" />\n  <process ");
        return with(xml, "    <sequenceFlow id=\"cheap\"", """
                <endEvent id="turned-down"><errorEventDefinition errorRef="too-dear" /></endEvent>
                <sequenceFlow id="is-too-dear" sourceRef="dear" targetRef="turned-down">
                  <conditionExpression xsi:type="tFormalExpression">has(purchase.gift)</conditionExpression>
                </sequenceFlow>
                <sequenceFlow id="cheap\"""");
    }

    /** The other way to draw the error path: from each step's edge to one merge, and from there to the undoing. */
    static String withErrorEvents() {
        var path = new StringBuilder("""
                <exclusiveGateway id="failed" />
                <intermediateThrowEvent id="undo-all"><compensateEventDefinition /></intermediateThrowEvent>
                <endEvent id="undone" />
                <sequenceFlow id="f1" sourceRef="failed" targetRef="undo-all" />
                <sequenceFlow id="f2" sourceRef="undo-all" targetRef="undone" />
                """);
        for (String service : SERVICES) {
            path.append("""
                    <boundaryEvent id="%1$s-error" attachedToRef="%1$s"><errorEventDefinition /></boundaryEvent>
                    <sequenceFlow id="%1$s-error-to-failed" sourceRef="%1$s-error" targetRef="failed" />
                    """.formatted(service));
        }
        return with(
                withoutErrorPath(), "    <association id=\"checkout-undo", path + "<association id=\"checkout-undo");
    }

    /** The process alone, without its picture. */
    static String withoutErrorPath() {
        String xml = without(without(PURCHASE, "<subProcess"), "<association id=\"first-undone");
        return xml.substring(0, xml.indexOf("<bpmndi:")) + "</definitions>";
    }
}
