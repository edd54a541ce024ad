package maestro.saga.bpmn;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import org.operaton.bpm.model.bpmn.impl.BpmnModelConstants;
import org.xml.sax.Attributes;

/**
 * The elements of BPMN that may be there, and what their attributes may say. What isn't named here is refused, so that nothing is
 * silently left out of what runs. How elements go together is checked later.
 */
final class Subset {

    /** An attribute without a value here may have any. Each element may have an id and a name. */
    private static final Map<String, Map<String, String>> KNOWN = parse("""
            definitions: targetNamespace expressionLanguage typeLanguage exporter exporterVersion
            process: isExecutable processType isClosed
            startEvent: isInterrupting=true parallelMultiple=false
            endEvent:
            serviceTask: implementation isForCompensation startQuantity=1 completionQuantity=1
            boundaryEvent: attachedToRef cancelActivity parallelMultiple=false
            intermediateThrowEvent:
            subProcess: triggeredByEvent startQuantity=1 completionQuantity=1 isForCompensation=false
            parallelGateway: gatewayDirection
            exclusiveGateway: gatewayDirection default
            sequenceFlow: sourceRef targetRef isImmediate=true
            conditionExpression: language
            incoming:
            outgoing:
            compensateEventDefinition: waitForCompletion=true
            errorEventDefinition: errorRef
            terminateEventDefinition:
            error: errorCode
            association: sourceRef targetRef associationDirection
            textAnnotation: textFormat
            text:
            documentation: textFormat
            group: categoryValueRef
            category:
            categoryValue: value
            collaboration: isClosed
            participant: processRef
            laneSet:
            childLaneSet:
            lane:
            flowNodeRef:
            extension: definition mustUnderstand=false
            extensionElements:
            """);

    private static final Map<String, String> INSTEAD = parseAdvice("""
            task: make it a service task
            userTask: make it a service task
            sendTask: make it a service task
            receiveTask: make it a service task
            manualTask: make it a service task
            scriptTask: make it a service task
            businessRuleTask: make it a service task
            callActivity: make it a service task
            inclusiveGateway: use an exclusive or a parallel gateway
            eventBasedGateway: use an exclusive or a parallel gateway
            complexGateway: use an exclusive or a parallel gateway
            multiInstanceLoopCharacteristics: one service task is one call; remove the marker
            standardLoopCharacteristics: one service task is one call; remove the marker
            """);

    /** What these add would mean something to another engine, and nothing here. */
    private static final Set<String> ENGINES = Set.of(
            BpmnModelConstants.CAMUNDA_NS,
            BpmnModelConstants.OPERATON_NS,
            Settings.ZEEBE_NS,
            "http://activiti.org/bpmn",
            "http://flowable.org/bpmn");

    private static final Set<String> HARMLESS = Set.of(
            "historyTimeToLive",
            "versionTag",
            "diagramRelationId",
            "modelerTemplate",
            "modelerTemplateVersion",
            "modelerTemplateIcon");

    private static final String NOTHING = "";
    private static final String EXTENSIONS = "extensionElements";

    private final Problems problems;

    private final Deque<Open> open = new ArrayDeque<>();

    Subset(Problems problems) {
        this.problems = problems;
    }

    void enter(String namespace, String name, Attributes attributes, Place place) {
        boolean isBpmn = namespace.equals(BpmnModelConstants.BPMN20_NS);
        Open parent = open.peek();
        if (parent == null ? !isBpmn : parent.name.equals(NOTHING)) {
            open.push(new Open(NOTHING, place));
        } else if (parent == null || (isBpmn && !parent.name.equals(EXTENSIONS))) {
            open.push(new Open(bpmn(name, attributes, place), place));
        } else {
            foreign(parent.name, namespace, name, place);
            open.push(new Open(NOTHING, place));
        }
    }

    void leave() {
        open.pop();
    }

    private String bpmn(String name, Attributes attributes, Place place) {
        Map<String, String> known = KNOWN.get(name);
        if (known == null) {
            String advice = INSTEAD.getOrDefault(name, "remove it");
            problems.addOutside(shown(name, place), "%s is not among what runs here: %s.", name, advice);
            return NOTHING;
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            String attribute = attributes.getLocalName(i);
            String value = attributes.getValue(i).strip();
            String namespace = attributes.getURI(i);
            if (namespace.isEmpty()) {
                attribute(name, known, attribute, value, place);
            } else if (namespace.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)) {
                type(name, attribute, value, place);
            } else if (ENGINES.contains(namespace) && !HARMLESS.contains(attribute)) {
                problems.add(place, "%s is a setting for another engine: remove it.", attributes.getQName(i));
            }
        }
        return name.equals("documentation") || name.equals("text") ? NOTHING : name;
    }

    /** What an element is made of has no label of its own. */
    private Place shown(String name, Place place) {
        Open parent = open.peek();
        boolean isPart = name.endsWith("EventDefinition") || name.endsWith("Characteristics");
        return isPart && parent != null ? new Place(parent.place.id(), parent.place.name(), place.line()) : place;
    }

    private void attribute(String name, Map<String, String> known, String attribute, String value, Place place) {
        if (attribute.equals("id") || attribute.equals("name")) {
            return;
        }
        String only = known.get(attribute);
        if (only == null) {
            problems.add(place, "%s on %s is not among what runs here: remove it.", attribute, name);
        } else if (!only.isEmpty() && !only.equals(plain(value, only))) {
            problems.add(
                    place, "%s=\"%s\" on %s is not among what runs here: set it to %s.", attribute, value, name, only);
        }
    }

    /** A boolean may be written in two ways. */
    private static String plain(String value, String only) {
        if (value.equals("1") && only.equals("true")) {
            return "true";
        }
        return value.equals("0") && only.equals("false") ? "false" : value;
    }

    private void type(String name, String attribute, String value, Place place) {
        boolean isFormal = name.equals("conditionExpression") && value.matches("(.*:)?tFormalExpression");
        if (attribute.equals("type") && !isFormal) {
            problems.add(place, "xsi:type=\"%s\" on %s is not among what runs here: remove it.", value, name);
        }
    }

    /** A diagram, or what a tool keeps with an element. */
    private void foreign(String parent, String namespace, String name, Place place) {
        if (parent.equals(EXTENSIONS)) {
            if (ENGINES.contains(namespace) && !name.equals(Settings.LIST)) {
                problems.add(place, "%s is a setting for another engine: use the extension properties.", name);
            }
        } else if (!parent.equals("definitions")) {
            problems.add(place, "%s isn't BPMN: it may only stand among the extension elements.", name);
        }
    }

    private static Map<String, Map<String, String>> parse(String table) {
        return table.lines()
                .map(line -> line.split(": *", 2))
                .collect(toUnmodifiableMap(line -> line[0], line -> attributes(line[1])));
    }

    private static Map<String, String> attributes(String line) {
        return Arrays.stream(line.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split("=", 2))
                .collect(toUnmodifiableMap(word -> word[0], word -> word.length == 1 ? "" : word[1]));
    }

    private static Map<String, String> parseAdvice(String table) {
        return table.lines()
                .map(line -> line.split(": ", 2))
                .collect(toUnmodifiableMap(line -> line[0], line -> line[1]));
    }

    /** @param name empty if its content doesn't matter */
    private record Open(String name, Place place) {}
}
