package maestro.saga.bpmn;

import static maestro.saga.bpmn.SampleFlows.EXCLUSIVE;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static maestro.saga.bpmn.SampleFlows.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Edits of a file, as a person makes them in a modeler or in a text editor. */
final class BpmnEdits {

    private static final String FIRST_FLOW = "<sequenceFlow id=\"ordered-to-checkout\"";

    private BpmnEdits() {}

    /** Replaces a part of the text. Fails if the text does not contain the part. */
    static String replace(String text, String part, String replacement) {
        assertThat(text).contains(part);
        return text.replace(part, replacement);
    }

    /** Removes the first element that begins with this text. */
    static String without(String text, String tag) {
        assertThat(text).contains(tag);
        int from = text.indexOf(tag);
        String name = tag.substring(1).split("[ >]", 2)[0];
        int open = text.indexOf('>', from);
        int to = text.charAt(open - 1) == '/' ? open + 1 : text.indexOf("</" + name + ">", from) + name.length() + 3;
        return text.substring(0, from) + text.substring(to);
    }

    /** Adds an element to the process. */
    static String withElement(String xml, String element) {
        return replace(xml, FIRST_FLOW, element + FIRST_FLOW);
    }

    static String withSequenceFlow(String xml, String id, String source, String target) {
        return withElement(
                xml, "<sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\" />\n".formatted(id, source, target));
    }

    /** Adds attributes to the service task of a service. */
    static String withAttribute(String xml, String service, String attributes) {
        String tag = "<serviceTask id=\"%s\" ".formatted(service);
        return replace(xml, tag, tag + attributes + " ");
    }

    static String withProperty(String xml, String service, String name, String value) {
        String own = "<camunda:property name=\"service\" value=\"%s\" />".formatted(service);
        return replace(xml, own, own + "<camunda:property name=\"%s\" value=\"%s\" />".formatted(name, value));
    }

    static String withKind(String xml, String service, String kind) {
        return withProperty(xml, service, "kind", kind);
    }

    /** A step of another kind, without an undo task. */
    static String withoutUndo(String xml, String service, String kind) {
        return withKind(withoutUndo(xml, service), service, kind);
    }

    static String withoutUndo(String xml, String service) {
        String result = xml;
        for (String element : List.of(
                "boundaryEvent id=\"%s-undo-event\"",
                "serviceTask id=\"%s-undo\"",
                "association id=\"%s-undo-association\"",
                "bpmndi:BPMNShape id=\"%s-undo_di\"",
                "bpmndi:BPMNShape id=\"%s-undo-event_di\"",
                "bpmndi:BPMNEdge id=\"%s-undo-association_di\"")) {
            String tag = "<" + element.formatted(service);
            result = result.contains(tag) ? without(result, tag) : result;
        }
        return result;
    }

    static String withDeadline(String value) {
        return replace(PURCHASE, "</documentation>", """
                </documentation>
                <extensionElements><camunda:properties>
                  <camunda:property name="deadline" value="%s" />
                </camunda:properties></extensionElements>""".formatted(value));
    }

    /** A choice of which one branch ends with an error. */
    static String withErrorEnd() {
        String xml = replace(
                EXCLUSIVE,
                "  <process ",
                "  <error id=\"too-expensive\" name=\"Too expensive\" errorCode=\"TOO_EXPENSIVE\" />\n  <process ");
        return replace(xml, "    <sequenceFlow id=\"cheap\"", """
                <endEvent id="turned-down"><errorEventDefinition errorRef="too-expensive" /></endEvent>
                <sequenceFlow id="is-too-expensive" sourceRef="expensive" targetRef="turned-down">
                  <conditionExpression xsi:type="tFormalExpression">has(purchase.gift)</conditionExpression>
                </sequenceFlow>
                <sequenceFlow id="cheap\"""");
    }

    /** Error handling that consists of an error event on each step. */
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
        return replace(
                withoutErrorHandling(),
                "    <association id=\"checkout-undo",
                path + "<association id=\"checkout-undo");
    }

    /** Removes the event sub-process and the diagram, which refers to it. */
    static String withoutErrorHandling() {
        String xml = without(without(PURCHASE, "<subProcess"), "<association id=\"first-undone");
        return xml.substring(0, xml.indexOf("<bpmndi:")) + "</definitions>";
    }
}
