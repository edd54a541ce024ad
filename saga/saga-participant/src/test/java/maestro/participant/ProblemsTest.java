package maestro.participant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import maestro.sample.SampleTest;
import maestro.sample.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SampleTest
class ProblemsTest {

    private final TestClient client;

    ProblemsTest(@LocalServerPort int port) {
        this.client = new TestClient(port);
    }

    @Test
    void namesMissingReceipt() throws Exception {
        HttpResponse<String> missing = client.perform("missing", "tok_checked");

        assertProblem(missing, 400, "bad-request");
        assertThat(missing.body()).contains("\"field\":\"receipts.checkout.total\"");
    }

    @Test
    void hidesInternalErrorAndRollsBack() throws Exception {
        HttpResponse<String> failed = client.perform("broken", "tok_overflow");

        assertProblem(failed, 500, "internal-server-error");
        assertThat(failed.body()).doesNotContain("secret", "Exception");
        assertThat(client.get("/purchases/broken").statusCode()).isEqualTo(404);
    }

    @Test
    void rollsBackWritesOfRefusedCall() throws Exception {
        assertProblem(client.perform("banned", "tok_banned"), 422, "refused");
        assertThat(client.get("/purchases/banned").body()).contains("\"reason\":\"BANNED\"", "\"effects\":0");
    }

    @Test
    void namesEachInvalidFieldByPath() throws Exception {
        String twoInvalidFields = TestClient.purchase("tok_visa")
                .replace("\"quantity\":2", "\"quantity\":0")
                .replace("\"BR\"", "\"br\"");
        HttpResponse<String> invalid = client.post("/purchases/invalid/do", twoInvalidFields);

        assertProblem(invalid, 400, "bad-request");
        assertThat(invalid.body())
                .contains("\"field\":\"items[0].quantity\"", "\"field\":\"shipTo.country\"")
                .contains("items[0].quantity must be greater than or equal to 1; shipTo.country must");
    }

    @Test
    void returnsProblemForAnyAcceptHeader() throws Exception {
        assertProblem(client.send(client.request("/nowhere").header("Accept", "text/html")), 404, "not-found");
        assertProblem(client.send(client.request("/purchases/x/do")), 405, "method-not-allowed");
        assertProblem(
                client.send(client.request("/purchases/x/do").POST(BodyPublishers.ofString("x"))),
                415,
                "unsupported-media-type");
        assertProblem(client.send(client.request("/audit").header("Accept", "image/png")), 406, "not-acceptable");
    }

    @Test
    void refusesBodyWithTooLargeContentLength() throws Exception {
        assertProblem(client.post("/purchases/large/do", tooLarge()), 413, "content-too-large");
    }

    @Test
    void refusesChunkedBodyAtLimit() throws Exception {
        assertProblem(
                client.send(client.request("/purchases/large/do")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(tooLarge().getBytes(UTF_8))))),
                413,
                "content-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/purchases/a%00b", "/purchases/a%2Fb", "/purchases/a%5Cb", "/purchases/../../etc/passwd", "//", "/%",
                "/purchases/%ff", "/purchases/a;b", "/purchases/{a}", "/purchases/a|b", "/purchases/a^b",
                        "/purchases/ ",
                "/purchases/%2e%2e", "/purchases/%0d%0aX:%20y", "/purchases?after=%00", "/actuator/faults/%00", "*"
            })
    void returnsClientErrorForMalformedPath(String path) throws IOException {
        assertThat(statusOf(path)).isIn("400", "404");
    }

    @Test
    void returnsClientErrorForLongPath() throws IOException {
        assertThat(statusOf("/purchases/" + "a".repeat(7_000))).isIn("400", "404");
        assertThat(statusOf("/purchases/" + "a".repeat(100_000))).isIn("400", "404", "414");
    }

    private String statusOf(String path) throws IOException {
        String response = client.raw("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path));
        return response.substring("HTTP/1.1 ".length()).substring(0, 3);
    }

    private static String tooLarge() {
        return "{\"note\":\"%s\"}".formatted("x".repeat(70_000));
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"/problems/%s\"".formatted(type), "\"status\":" + status);
    }
}
