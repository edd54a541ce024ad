package maestro.saga.bpmn;

import static maestro.saga.bpmn.Changes.problems;
import static maestro.saga.bpmn.Changes.with;
import static maestro.saga.bpmn.Drawings.PURCHASE;
import static maestro.saga.bpmn.Drawings.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were made to do harm. */
class HostileFilesTest {

    private static final String ROOT = "<definitions";

    @Test
    void refusesAnExternalEntityUnread(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "sesame");
        String type = "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]>".formatted(secret.toUri());
        String xml = with(with(PURCHASE, ROOT, type + ROOT), "name=\"Reserve stock\"", "name=\"&e;\"");

        assertRefusedForItsDocumentType(xml);
        assertThat(problems(xml).toString()).doesNotContain("sesame");
    }

    @Test
    void refusesABillionLaughs() {
        var type = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            type.append(
                    "<!ENTITY a%d \"%s\">".formatted(i, "&a%d;".formatted(i - 1).repeat(10)));
        }
        String xml = with(PURCHASE, ROOT, type + "]>" + ROOT);

        assertRefusedForItsDocumentType(with(xml, "name=\"Reserve stock\"", "name=\"&a39;\""));
    }

    @Test
    void refusesEveryDocumentType() {
        assertRefusedForItsDocumentType(with(PURCHASE, ROOT, "<!DOCTYPE definitions>" + ROOT));
    }

    @Test
    void fetchesNoSchemaThatAFileAsksFor() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:%d/x.xsd".formatted(server.getLocalPort());
            String hints = """
                    %s xmlns:evil="urn:evil" xsi:schemaLocation="urn:evil %s http://www.omg.org/spec/BPMN/20100524/MODEL %s"
                    xsi:noNamespaceSchemaLocation="%s" evil:a="1\"""".formatted(ROOT, url, url, url);

            assertThat(read(with(PURCHASE, ROOT, hints)).steps()).hasSize(6);

            server.setSoTimeout(1);
            assertThat(wasAsked(server)).isFalse();
        }
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThat(problems(PURCHASE + " ".repeat(XmlFile.MAX_LENGTH)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem()).contains("more than 524288 characters"));
        String many = "<error />".repeat(XmlFile.MAX_ELEMENTS);
        assertThat(problems(with(PURCHASE, "  <process", many + "<process")))
                .anySatisfy(problem -> assertThat(problem.problem()).contains("more than 10000 XML elements"));
        String deep = "<documentation>" + "<x>".repeat(100) + "</x>".repeat(100) + "</documentation>";
        assertThat(problems(with(PURCHASE, "  <process", deep + "<process")))
                .anySatisfy(problem -> assertThat(problem.problem()).contains("nested more than 50 deep"));
    }

    @Test
    void refusesAProcessThatIsTooLong() {
        String many = java.util.stream.IntStream.range(0, 300)
                .mapToObj(i -> "<exclusiveGateway id=\"g%d\" />".formatted(i))
                .collect(java.util.stream.Collectors.joining());

        assertThat(problems(with(PURCHASE, "<endEvent id=\"completed\"", many + "<endEvent id=\"completed\"")))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.problem()).contains("more than 200 steps, events and gateways"));
    }

    private static boolean wasAsked(ServerSocket server) throws IOException {
        try (var _ = server.accept()) {
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static void assertRefusedForItsDocumentType(String xml) {
        assertThat(problems(xml))
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem()).contains("DOCTYPE"));
    }
}
