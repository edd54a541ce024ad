package maestro.orchestrator.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import maestro.orchestrator.participants.StubbedTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drawings over HTTP, as whoever draws them sees it. */
class FlowsApiTest extends StubbedTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DRAWING = "/flows/purchase.bpmn";

    private final HttpClient http = HttpClient.newHttpClient();
    private String original = "";

    @LocalServerPort
    private int port;

    @BeforeEach
    void rememberTheDrawing() throws Exception {
        original = send("GET", DRAWING, "").body();
    }

    @AfterEach
    void deployTheDrawingAgain() throws Exception {
        assertThat(put(original).statusCode()).isIn(200, 201);
    }

    @Test
    void handsOutTheDrawingAsItIs() throws Exception {
        var answer = send("GET", DRAWING, "");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/xml;charset=UTF-8");
        assertThat(tag(answer)).isEqualTo("\"%d\"".formatted(version()));
        assertThat(answer.body()).startsWith("<?xml").contains("BPMNDiagram");
    }

    @Test
    void deploysANewVersionOnce() throws Exception {
        int before = version();

        var first = put(original + "<!-- new -->");
        var again = put(original + "<!-- new -->");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(first.headers().firstValue("Location")).contains("/flows/purchase/versions/" + (before + 1));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(tag(again)).isEqualTo(tag(first)).isEqualTo("\"%d\"".formatted(before + 1));
        assertThat(version()).isEqualTo(before + 1);
        assertThat(send("GET", "/flows/purchase/versions/%d.bpmn".formatted(before), "")
                        .body())
                .isEqualTo(original);
    }

    @Test
    void refusesADrawingOverAnOldVersion() throws Exception {
        String tag = tag(send("GET", DRAWING, ""));

        assertThat(put(original + "<!-- one -->", "If-Match", tag).statusCode()).isEqualTo(201);
        var late = put(original + "<!-- other -->", "If-Match", tag);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(json(late).path("newest").intValue()).isEqualTo(version());
        assertThat(put(original + "<!-- other -->", "If-Match", "mine").statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatCannotBeRunWithEveryProblem() throws Exception {
        int before = version();

        var answer = put(original.replace("value=\"invoice\"", "value=\"x\"").replace("value=\"cd\"", "value=\"y\""));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("type").asString()).endsWith("/flow-refused");
        assertThat(json(answer).path("problems").size()).isGreaterThanOrEqualTo(2);
        assertThat(json(answer).path("problems").get(0).path("line").intValue()).isPositive();
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void refusesWhatIsNoDrawing() throws Exception {
        assertThat(put("").statusCode()).isEqualTo(400);
        assertThat(put("no XML").statusCode()).isEqualTo(422);
        assertThat(put("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>")
                        .statusCode())
                .isEqualTo(422);
        assertThat(put(original + " ".repeat(600_000)).statusCode()).isEqualTo(413);
        assertThat(sendBytes("PUT", DRAWING, new byte[] {(byte) 0xff}, "Content-Type", "application/xml")
                        .statusCode())
                .isEqualTo(400);
        assertThat(sendBytes("PUT", DRAWING, new byte[] {'{', '}'}, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void removesAVersionThatNobodyNeeds() throws Exception {
        put(original + "<!-- nobody buys -->");
        int unused = version();
        assertThat(remove(unused)).as("the newest").isEqualTo(409);
        put(original);

        assertThat(remove(unused)).isEqualTo(204);
        assertThat(remove(unused)).isEqualTo(404);
        assertThat(json(send("GET", "/flows/purchase/versions", "")).findValuesAsString("version"))
                .doesNotContain(Integer.toString(unused))
                .contains("1");
    }

    private int remove(int version) throws IOException, InterruptedException {
        return send("DELETE", "/flows/purchase/versions/" + version, "").statusCode();
    }

    private int version() throws IOException, InterruptedException {
        return json(send("GET", "/flows/purchase", "")).path("version").intValue();
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> put(String drawing, String... headers) throws IOException, InterruptedException {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/xml"), Arrays.stream(headers))
                .toArray(String[]::new);
        return sendBytes("PUT", DRAWING, drawing.getBytes(StandardCharsets.UTF_8), all);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return sendBytes(method, path, body.getBytes(StandardCharsets.UTF_8), "Accept", "*/*");
    }

    private HttpResponse<String> sendBytes(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .headers(headers)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
