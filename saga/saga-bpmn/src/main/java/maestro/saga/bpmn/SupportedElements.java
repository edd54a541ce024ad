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
 * The supported elements of BPMN, with their supported attributes and values. Any other element is refused, so that no
 * part of a diagram is silently ignored. The relations between elements are checked later.
 */
final class SupportedElements {

    /** An attribute that is listed without a value can have any value. Every element can have an id and a name. */
    private static final Map<String, Map<String, String>> ATTRIBUTES = parseAttributes("""
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

    /** The extensions of these engines would change how a process runs there, but have no effect here. */
    private static final Set<String> ENGINES = Set.of(
            BpmnModelConstants.CAMUNDA_NS,
            BpmnModelConstants.OPERATON_NS,
            ExtensionProperties.ZEEBE_NS,
            "http://activiti.org/bpmn",
            "http://flowable.org/bpmn");

    private static final Set<String> IGNORED_ATTRIBUTES = Set.of(
            "historyTimeToLive",
            "versionTag",
            "diagramRelationId",
            "modelerTemplate",
            "modelerTemplateVersion",
            "modelerTemplateIcon");

    private static final String EXTENSIONS = "extensionElements";

    /** The name of an open element whose content is not checked. */
    private static final String UNCHECKED = "";

    private final ProblemCollector problems;
    private final Deque<OpenElement> open = new ArrayDeque<>();

    SupportedElements(ProblemCollector problems) {
        this.problems = problems;
    }

    void startElement(String namespace, String name, Attributes attributes, SourceLocation location) {
        boolean isBpmn = namespace.equals(BpmnModelConstants.BPMN20_NS);
        OpenElement parent = open.peek();
        String checked = UNCHECKED;
        if (isBpmn && (parent == null || (!parent.isUnchecked() && !parent.isExtensions()))) {
            checked = checkBpmn(name, attributes, location);
        } else if (parent != null && !parent.isUnchecked()) {
            checkForeign(parent, namespace, name, location);
        }
        open.push(new OpenElement(checked, location));
    }

    void endElement() {
        open.pop();
    }

    private String checkBpmn(String name, Attributes attributes, SourceLocation location) {
        Map<String, String> supported = ATTRIBUTES.get(name);
        if (supported == null) {
            problems.addUnsupported(
                    labelled(name, location), "The element %s is not supported. %s".formatted(name, advice(name)));
            return UNCHECKED;
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            String attribute = attributes.getLocalName(i);
            String value = attributes.getValue(i).strip();
            String namespace = attributes.getURI(i);
            if (namespace.isEmpty()) {
                checkAttribute(name, supported, attribute, value, location);
            } else if (namespace.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)) {
                checkType(name, attribute, value, location);
            } else if (ENGINES.contains(namespace) && !IGNORED_ATTRIBUTES.contains(attribute)) {
                problems.add(
                        location,
                        "%s is a setting of another engine and has no effect here. Remove it."
                                .formatted(attributes.getQName(i)));
            }
        }
        return name.equals("documentation") || name.equals("text") ? UNCHECKED : name;
    }

    private static String advice(String name) {
        return switch (name) {
            case "task",
                    "userTask",
                    "sendTask",
                    "receiveTask",
                    "manualTask",
                    "scriptTask",
                    "businessRuleTask",
                    "callActivity" -> "Use a service task.";
            case "inclusiveGateway", "eventBasedGateway", "complexGateway" -> "Use an exclusive or a parallel gateway.";
            case "multiInstanceLoopCharacteristics", "standardLoopCharacteristics" ->
                "A service task makes one call. Remove the marker.";
            default -> "Remove it.";
        };
    }

    /** A part of an element has no label in the diagram, so its problems name the element. */
    private SourceLocation labelled(String name, SourceLocation location) {
        OpenElement parent = open.peek();
        boolean isPart = name.endsWith("EventDefinition") || name.endsWith("Characteristics");
        return isPart && parent != null ? parent.location.atLine(location.line()) : location;
    }

    private void checkAttribute(
            String name, Map<String, String> supported, String attribute, String value, SourceLocation location) {
        if (attribute.equals("id") || attribute.equals("name")) {
            return;
        }
        String required = supported.get(attribute);
        if (required == null) {
            problems.add(location, "The attribute %s of %s is not supported. Remove it.".formatted(attribute, name));
        } else if (!required.isEmpty() && !required.equals(normalized(value, required))) {
            problems.add(
                    location,
                    "%1$s=\"%2$s\" of %3$s is not supported. Set %1$s to %4$s."
                            .formatted(attribute, value, name, required));
        }
    }

    /** XML allows 1 and 0 for true and false. */
    private static String normalized(String value, String required) {
        if (value.equals("1") && required.equals("true")) {
            return "true";
        }
        return value.equals("0") && required.equals("false") ? "false" : value;
    }

    private void checkType(String name, String attribute, String value, SourceLocation location) {
        boolean isFormal = name.equals("conditionExpression") && value.matches("(.*:)?tFormalExpression");
        if (attribute.equals("type") && !isFormal) {
            problems.add(location, "xsi:type=\"%s\" of %s is not supported. Remove it.".formatted(value, name));
        }
    }

    /** Diagram interchange elements and the data of tools are allowed. */
    private void checkForeign(OpenElement parent, String namespace, String name, SourceLocation location) {
        if (parent.isExtensions()) {
            if (ENGINES.contains(namespace) && !name.equals(ExtensionProperties.PROPERTIES)) {
                problems.add(
                        location,
                        "%s is a setting of another engine and has no effect here. Use extension properties."
                                .formatted(name));
            }
        } else if (!parent.name.equals("definitions")) {
            problems.add(
                    location, "%s is not a BPMN element. Move it into %s, or remove it.".formatted(name, EXTENSIONS));
        }
    }

    private static Map<String, Map<String, String>> parseAttributes(String table) {
        return table.lines()
                .map(line -> line.split(": *", 2))
                .collect(toUnmodifiableMap(line -> line[0], line -> parseLine(line[1])));
    }

    private static Map<String, String> parseLine(String line) {
        return Arrays.stream(line.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split("=", 2))
                .collect(toUnmodifiableMap(word -> word[0], word -> word.length == 1 ? "" : word[1]));
    }

    private record OpenElement(String name, SourceLocation location) {
        boolean isUnchecked() {
            return name.equals(UNCHECKED);
        }

        boolean isExtensions() {
            return name.equals(EXTENSIONS);
        }
    }
}
