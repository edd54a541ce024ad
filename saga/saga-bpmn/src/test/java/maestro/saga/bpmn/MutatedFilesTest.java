package maestro.saga.bpmn;

import static maestro.saga.bpmn.BpmnEdits.withErrorEnd;
import static maestro.saga.bpmn.BpmnEdits.withErrorEvents;
import static maestro.saga.bpmn.BpmnEdits.withoutUndo;
import static maestro.saga.bpmn.SampleFlows.EXCLUSIVE;
import static maestro.saga.bpmn.SampleFlows.PARALLEL;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import maestro.saga.bpmn.ParseResult.Read;
import maestro.saga.bpmn.ParseResult.Refused;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * Reads valid files after random edits. The reader must not fail, and a flow that it reads must be sound according to
 * the {@link TokenSimulator}. The system properties {@code maestro.seed} and {@code maestro.mutations} set the seed and
 * the number of files.
 */
@Tag("slow")
class MutatedFilesTest {

    private static final long SEED = Long.getLong("maestro.seed", 20261125);
    private static final int MUTATIONS = Integer.getInteger("maestro.mutations", 2000);

    private static final List<String> VALUES = List.of(
            "", "true", "false", "pivot", "retriable", "0", "-1", "P1D", "ã\uD83D\uDE00", "%s %d", "x".repeat(600));

    private final Random random = new Random(SEED);
    private final DocumentBuilder documents = documents();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void readsSoundFlowOrRefuses() {
        List<String> valid = List.of(PURCHASE, PARALLEL, EXCLUSIVE, withErrorEnd(), withErrorEvents(), withPivot());
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String xml = mutated(valid.get(i % valid.size()));
            switch (parse(xml)) {
                case Read result -> {
                    read++;
                    assertThat(TokenSimulator.violations(result.flow()))
                            .as("seed %d%n%s", SEED, xml)
                            .isEmpty();
                }
                case Refused refused ->
                    assertThat(refused.problems()).as("seed %d%n%s", SEED, xml).isNotEmpty();
            }
        }
        assertThat(read).as("number of files that are still valid").isGreaterThan(MUTATIONS / 50);
    }

    private static ParseResult parse(String xml) {
        try {
            return SampleFlows.parse(xml);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed %d%n%s".formatted(SEED, xml), e);
        }
    }

    private static String withPivot() {
        String xml = withoutUndo(PARALLEL, "cd", "pivot");
        for (String service : List.of("invoice", "shipping")) {
            xml = withoutUndo(xml, service, "retriable");
        }
        return xml;
    }

    private String mutated(String xml) {
        try {
            Document document = documents.parse(new InputSource(new StringReader(xml)));
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                mutate(document);
            }
            var text = new StringWriter();
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return random.nextInt(50) == 0 ? cut(text.toString()) : text.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String cut(String text) {
        int from = random.nextInt(text.length());
        return text.substring(0, from) + text.substring(Math.min(text.length(), from + random.nextInt(40)));
    }

    private void mutate(Document document) {
        List<Element> all = elements(document.getDocumentElement());
        Element element = any(all);
        Element other = any(all);
        switch (random.nextInt(8)) {
            case 0 -> remove(element);
            case 1 -> duplicate(element);
            case 2 -> move(element, other);
            case 3 -> rename(document, element, any(all).getLocalName());
            case 4 -> setAttribute(element, any(VALUES));
            case 5 -> setAttribute(element, other.getAttribute("id"));
            default -> reconnect(document);
        }
    }

    private static void remove(Element element) {
        Node parent = element.getParentNode();
        if (parent instanceof Element) {
            parent.removeChild(element);
        }
    }

    private static void duplicate(Element element) {
        if (element.getParentNode() instanceof Element parent) {
            parent.insertBefore(element.cloneNode(true), element);
        }
    }

    private static void move(Element element, Element newParent) {
        for (Node node = newParent; node != null; node = node.getParentNode()) {
            if (node.isSameNode(element)) {
                return;
            }
        }
        newParent.appendChild(element);
    }

    private static void rename(Document document, Element element, String name) {
        if (element.getParentNode() instanceof Element) {
            document.renameNode(element, element.getNamespaceURI(), name);
        }
    }

    private void setAttribute(Element element, String value) {
        int count = element.getAttributes().getLength();
        if (count > 0) {
            Attr attribute = (Attr) element.getAttributes().item(random.nextInt(count));
            if (!attribute.getName().startsWith("xmlns")) {
                attribute.setValue(value);
            }
        }
    }

    /** Changes an end of a sequence flow, or adds a sequence flow. The result is valid by the schema. */
    private void reconnect(Document document) {
        List<Element> flows = elements(document.getDocumentElement(), "sequenceFlow");
        if (flows.isEmpty()) {
            return;
        }
        Element flow = any(flows);
        for (String list : List.of("incoming", "outgoing")) {
            elements(document.getDocumentElement(), list).forEach(MutatedFilesTest::remove);
        }
        if (random.nextInt(3) == 0) {
            flow = (Element) flow.getParentNode().insertBefore(flow.cloneNode(true), flow);
            flow.setAttribute("id", "flow" + random.nextInt(1_000_000));
        }
        flow.setAttribute(
                random.nextBoolean() ? "sourceRef" : "targetRef",
                any(flows).getAttribute(random.nextBoolean() ? "sourceRef" : "targetRef"));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static List<Element> elements(Element root, String name) {
        return elements(root).stream()
                .filter(element -> name.equals(element.getLocalName()))
                .toList();
    }

    private static List<Element> elements(Element root) {
        List<Element> found = new ArrayList<>(List.of(root));
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && !"BPMNDiagram".equals(element.getLocalName())) {
                found.addAll(elements(element));
            }
        }
        return found;
    }

    private static DocumentBuilder documents() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
