package maestro.saga.bpmn;

import static java.util.stream.Collectors.joining;
import static maestro.saga.bpmn.BpmnEdits.replace;
import static maestro.saga.bpmn.BpmnEdits.withElement;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static maestro.saga.bpmn.SampleFlows.assertProblem;
import static maestro.saga.bpmn.SampleFlows.problems;
import static maestro.saga.bpmn.SampleFlows.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaliciousFilesTest {

    private static final String ROOT = "<definitions";

    @Test
    void refusesExternalEntityWithoutReadingIt(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "sesame");
        String type = "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]>".formatted(secret.toUri());
        String xml = replace(replace(PURCHASE, ROOT, type + ROOT), "name=\"Reserve stock\"", "name=\"&e;\"");

        assertRefusedForDocumentType(xml);
        assertThat(problems(xml).toString()).doesNotContain("sesame");
    }

    @Test
    void refusesExponentialEntityExpansion() {
        var type = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            type.append(
                    "<!ENTITY a%d \"%s\">".formatted(i, "&a%d;".formatted(i - 1).repeat(10)));
        }
        String xml = replace(PURCHASE, ROOT, type + "]>" + ROOT);

        assertRefusedForDocumentType(replace(xml, "name=\"Reserve stock\"", "name=\"&a39;\""));
    }

    @Test
    void refusesEveryDocumentType() {
        assertRefusedForDocumentType(replace(PURCHASE, ROOT, "<!DOCTYPE definitions>" + ROOT));
    }

    @Test
    void doesNotFetchSchemasThatTheFileNames() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:%d/x.xsd".formatted(server.getLocalPort());
            String hints = """
                    %s xmlns:evil="urn:evil"
                    xsi:schemaLocation="urn:evil %s http://www.omg.org/spec/BPMN/20100524/MODEL %s"
                    xsi:noNamespaceSchemaLocation="%s" evil:a="1\"""".formatted(ROOT, url, url, url);

            assertThat(read(replace(PURCHASE, ROOT, hints)).steps()).hasSize(6);

            server.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
        }
    }

    @Test
    void refusesTooLargeFile() {
        assertOnlyProblem(PURCHASE + " ".repeat(XmlValidator.MAX_LENGTH), "more than 524288 characters");
    }

    @Test
    void refusesTooManyElements() {
        String many = "<error />".repeat(XmlValidator.MAX_ELEMENTS);

        assertProblem(replace(PURCHASE, "  <process", many + "<process"), null, "more than 10000 XML elements");
    }

    @Test
    void refusesTooDeepNesting() {
        String deep = "<documentation>" + "<x>".repeat(100) + "</x>".repeat(100) + "</documentation>";

        assertProblem(replace(PURCHASE, "  <process", deep + "<process"), null, "nested more than 50 deep");
    }

    @Test
    void refusesTooManyNodes() {
        String many = IntStream.range(0, 300)
                .mapToObj("<exclusiveGateway id=\"g%d\" />"::formatted)
                .collect(joining());

        assertOnlyProblem(withElement(PURCHASE, many), "more than 200 steps, events and gateways");
    }

    private static void assertRefusedForDocumentType(String xml) {
        assertOnlyProblem(xml, "DOCTYPE");
    }

    private static void assertOnlyProblem(String xml, String message) {
        assertThat(problems(xml))
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem()).contains(message));
    }
}
