package maestro.orchestrator.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import maestro.orchestrator.StubbedTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The deployment of flows over HTTP. */
class FlowsApiTest extends StubbedTest {

    private static final String FLOW = "/flows/purchase.bpmn";

    private String original = "";

    @BeforeEach
    void readTheCurrentFlow() {
        original = doGet(FLOW).body();
    }

    @AfterEach
    void deployTheOriginalFlow() {
        assertThat(put(original).statusCode()).isIn(200, 201);
    }

    @Test
    void returnsTheFileUnchanged() {
        var response = doGet(FLOW);

        assertThat(response.headers().firstValue("Content-Type")).contains("application/xml;charset=UTF-8");
        assertThat(tag(response)).isEqualTo("\"%d\"".formatted(version()));
        assertThat(response.body()).startsWith("<?xml").contains("BPMNDiagram");
    }

    @Test
    void deploysANewVersionOnce() {
        int before = version();

        var first = put(original + "<!-- new -->");
        var second = put(original + "<!-- new -->");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(first.headers().firstValue("Location")).contains("/flows/purchase/versions/" + (before + 1));
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(tag(second)).isEqualTo(tag(first)).isEqualTo("\"%d\"".formatted(before + 1));
        assertThat(version()).isEqualTo(before + 1);
        assertThat(doGet("/flows/purchase/versions/%d.bpmn".formatted(before)).body())
                .isEqualTo(original);
    }

    @Test
    void rejectsAChangeOfAnOldVersion() {
        String tag = tag(doGet(FLOW));

        assertThat(put(original + "<!-- one -->", "If-Match", tag).statusCode()).isEqualTo(201);
        var late = put(original + "<!-- other -->", "If-Match", tag);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(parse(late).path("type").asString()).endsWith("/flow-overtaken");
        assertThat(parse(late).path("newest").intValue()).isEqualTo(version());
        assertThat(put(original + "<!-- other -->", "If-Match", "mine").statusCode())
                .isEqualTo(400);
    }

    @Test
    void listsEveryProblemOfAFlow() {
        int before = version();

        var response = put(original.replace("value=\"invoice\"", "value=\"x\"").replace("value=\"cd\"", "value=\"y\""));

        assertThat(response.statusCode()).isEqualTo(422);
        JsonNode problem = parse(response);
        assertThat(problem.path("type").asString()).endsWith("/flow-refused");
        assertThat(problem.path("problems").size()).isGreaterThanOrEqualTo(2);
        assertThat(problem.path("problems").get(0).path("line").intValue()).isPositive();
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void rejectsOtherFiles() {
        assertThat(put("").statusCode()).isEqualTo(400);
        assertThat(put("no XML").statusCode()).isEqualTo(422);
        assertThat(put("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>")
                        .statusCode())
                .isEqualTo(422);
        assertThat(put(original + " ".repeat(600_000)).statusCode()).isEqualTo(413);
        assertThat(put(new byte[] {(byte) 0xff}, "application/xml").statusCode())
                .isEqualTo(400);
        assertThat(put(new byte[] {'{', '}'}, "application/json").statusCode()).isEqualTo(415);
    }

    @Test
    void removesAnUnusedVersion() {
        put(original + "<!-- unused -->");
        int unused = version();
        assertThat(remove(unused)).as("the newest").isEqualTo(409);
        put(original);

        assertThat(remove(unused)).isEqualTo(204);
        assertThat(remove(unused)).isEqualTo(404);
        assertThat(parse(doGet("/flows/purchase/versions")).findValuesAsString("version"))
                .doesNotContain(Integer.toString(unused))
                .contains("1");
    }

    private int remove(int version) {
        return doDelete("/flows/purchase/versions/" + version).statusCode();
    }

    private int version() {
        return parse(doGet("/flows/purchase")).path("version").intValue();
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> put(String bpmn, String... headers) {
        return put(bpmn.getBytes(UTF_8), "application/xml", headers);
    }

    private HttpResponse<String> put(byte[] body, String type, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", type), Stream.of(headers))
                .toArray(String[]::new);
        return exchange("PUT", FLOW, body, BodyHandlers.ofString(), all);
    }
}
