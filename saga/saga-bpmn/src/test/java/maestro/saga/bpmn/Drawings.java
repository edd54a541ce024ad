package maestro.saga.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import maestro.saga.flow.Flow;
import maestro.saga.flow.FlowDefaults;
import maestro.saga.flow.Node;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Step;

/** Good drawings, and how to change them. */
final class Drawings {

    static final String PURCHASE = file("purchase");
    static final String PARALLEL = file("parallel");
    static final String EXCLUSIVE = file("exclusive");

    private static final Set<String> SERVICES = Set.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    private Drawings() {}

    static BpmnReader reader() {
        var defaults = new FlowDefaults(
                3,
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60));
        return reader(defaults);
    }

    static BpmnReader reader(FlowDefaults defaults) {
        return new BpmnReader(SERVICES, defaults);
    }

    static Flow read(String xml) {
        ParseResult reading = reader().read("purchase", 1, xml);
        assertThat(reading).isInstanceOf(ParseResult.Read.class);
        return ((ParseResult.Read) reading).flow();
    }

    /** The purchase, where this step has more properties. */
    static String with(String service, String properties) {
        return PURCHASE.replace(
                "value=\"%s\" />".formatted(service), "value=\"%s\" />%s".formatted(service, properties));
    }

    static String withoutUndo(String xml, String service) {
        return xml.replaceFirst(
                        "(?s)    <boundaryEvent id=\"%s-undo-event\".*?</boundaryEvent>\n".formatted(service), "")
                .replaceFirst("    <serviceTask id=\"%s-undo\"[^\n]*\n".formatted(service), "")
                .replaceFirst("    <association id=\"%s-undo-association\"[^\n]*\n".formatted(service), "")
                .replaceFirst(
                        "(?s)      <bpmndi:BPMNShape id=\"%s-undo_di\".*?</bpmndi:BPMNShape>\n".formatted(service), "")
                .replaceFirst(
                        "(?s)      <bpmndi:BPMNShape id=\"%s-undo-event_di\".*?</bpmndi:BPMNShape>\n"
                                .formatted(service),
                        "")
                .replaceFirst(
                        "(?s)      <bpmndi:BPMNEdge id=\"%s-undo-association_di\".*?</bpmndi:BPMNEdge>\n"
                                .formatted(service),
                        "");
    }

    static Step step(Flow flow, String name) {
        return flow.steps().get(flow.indexOf(name));
    }

    /** The task of this step, with only tasks before it. */
    static Node last(Node start, String step) {
        Node node = start;
        while (node instanceof Task task && !task.step().name().equals(step)) {
            node = task.then();
        }
        return node;
    }

    private static String file(String name) {
        try (InputStream in = Drawings.class.getResourceAsStream("/flows/%s.bpmn".formatted(name))) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
