package maestro.saga.bpmn;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * Good drawings in which elements are deleted, doubled, moved and joined otherwise at random. None makes the reader fail, and what it
 * reads is sound, as a {@link Walker} tells. {@code maestro.seed} and {@code maestro.mutations} choose others, or more.
 */
class MutatedFilesTest {

    private static final long SEED = Long.getLong("maestro.seed", 20261125);
    private static final int MUTATIONS = Integer.getInteger("maestro.mutations", 2000);

    private static final List<String> VALUES = List.of(
            "", "true", "false", "pivot", "retriable", "0", "-1", "P1D", "ã\uD83D\uDE00", "%s %d", "x".repeat(600));

    private final Random random = new Random(SEED);
    private final DocumentBuilder documents = documents();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void areReadSoundlyOrRefused() {
        List<String> good = List.of(
                Drawings.PURCHASE,
                Drawings.PARALLEL,
                Drawings.EXCLUSIVE,
                Changes.withErrorEnd(),
                Changes.withErrorEvents(),
                withPivot(Drawings.PARALLEL));
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String xml = mutated(good.get(i % good.size()));
            switch (reading(xml)) {
                case Read sound -> {
                    read++;
                    assertThat(Walker.faults(sound.flow()))
                            .as("seed %d%n%s", SEED, xml)
                            .isEmpty();
                }
                case Refused refused ->
                    assertThat(refused.problems()).as("seed %d%n%s", SEED, xml).isNotEmpty();
            }
        }
        assertThat(read)
                .as("enough files are still good for the test to say something")
                .isGreaterThan(MUTATIONS / 50);
    }

    private static ParseResult reading(String xml) {
        try {
            return Drawings.reader().read("purchase", 1, xml);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed %d%n%s".formatted(SEED, xml), e);
        }
    }

    private static String withPivot(String xml) {
        String pivot = Changes.withKind(Drawings.withoutUndo(xml, "cd"), "cd", "pivot");
        for (String after : List.of("invoice", "shipping")) {
            pivot = Changes.withKind(Drawings.withoutUndo(pivot, after), after, "retriable");
        }
        return pivot;
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
            return random.nextInt(50) == 0 ? torn(text.toString()) : text.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String torn(String text) {
        int from = random.nextInt(text.length());
        return text.substring(0, from) + text.substring(Math.min(text.length(), from + random.nextInt(40)));
    }

    private void mutate(Document document) {
        List<Element> all = elements(document.getDocumentElement());
        Element one = any(all);
        Element other = any(all);
        switch (random.nextInt(8)) {
            case 0 -> remove(one);
            case 1 -> twice(one);
            case 2 -> move(one, other);
            case 3 -> rename(document, one, any(all).getLocalName());
            case 4 -> attribute(one, any(VALUES));
            case 5 -> attribute(one, other.getAttribute("id"));
            default -> rewire(document);
        }
    }

    private static void remove(Element element) {
        Node parent = element.getParentNode();
        if (parent instanceof Element) {
            parent.removeChild(element);
        }
    }

    private static void twice(Element element) {
        if (element.getParentNode() instanceof Element parent) {
            parent.insertBefore(element.cloneNode(true), element);
        }
    }

    private static void move(Element one, Element other) {
        for (Node node = other; node != null; node = node.getParentNode()) {
            if (node.isSameNode(one)) {
                return;
            }
        }
        other.appendChild(one);
    }

    private static void rename(Document document, Element element, String name) {
        if (element.getParentNode() instanceof Element) {
            document.renameNode(element, element.getNamespaceURI(), name);
        }
    }

    private void attribute(Element element, String value) {
        int count = element.getAttributes().getLength();
        if (count > 0) {
            Attr attribute = (Attr) element.getAttributes().item(random.nextInt(count));
            if (!attribute.getName().startsWith("xmlns")) {
                attribute.setValue(value);
            }
        }
    }

    /** Only what the schema doesn't mind: a flow, with its lists, leads elsewhere, or a way is added. */
    private void rewire(Document document) {
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
