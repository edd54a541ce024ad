package maestro.participant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import maestro.sample.Http;
import maestro.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SampleTest
class ProblemsTest {

    private final Http http;

    ProblemsTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    @Test
    void namesTheReceiptThatIsMissing() throws Exception {
        HttpResponse<String> missing = http.post("/purchases/missing/do", Http.purchase("tok_checked"));

        assertProblem(missing, 400, "bad-request");
        assertThat(missing.body()).contains("\"field\":\"receipts.checkout.total\"");
    }

    @Test
    void tellsNothingOfWhatWentWrongInsideAndRollsItBack() throws Exception {
        HttpResponse<String> failed = http.post("/purchases/broken/do", Http.purchase("tok_overflow"));

        assertProblem(failed, 500, "internal-server-error");
        assertThat(failed.body()).doesNotContain("secret", "Exception");
        assertThat(http.get("/purchases/broken").statusCode()).isEqualTo(404);
    }

    @Test
    void rollsBackWhatARefusalHadWritten() throws Exception {
        assertProblem(http.post("/purchases/banned/do", Http.purchase("tok_banned")), 422, "refused");
        assertThat(http.get("/purchases/banned").body()).contains("\"reason\":\"BANNED\"", "\"effects\":0");
    }

    @Test
    void namesEachInvalidFieldByItsPath() throws Exception {
        String twoWrong = Http.purchase("tok_visa")
                .replace("\"quantity\":2", "\"quantity\":0")
                .replace("BR", "br");
        HttpResponse<String> invalid = http.post("/purchases/invalid/do", twoWrong);

        assertProblem(invalid, 400, "bad-request");
        assertThat(invalid.body())
                .contains("\"field\":\"items[0].quantity\"", "\"field\":\"shipTo.country\"")
                .contains("items[0].quantity must be greater than or equal to 1; shipTo.country must");
    }

    @Test
    void answersInProblemsWhateverTheClientAccepts() throws Exception {
        assertProblem(http.send(http.request("/nowhere").header("Accept", "text/html")), 404, "not-found");
        assertProblem(http.send(http.request("/purchases/x/do")), 405, "method-not-allowed");
        assertProblem(
                http.send(http.request("/purchases/x/do").POST(BodyPublishers.ofString("x"))),
                415,
                "unsupported-media-type");
        assertProblem(http.send(http.request("/audit").header("Accept", "image/png")), 406, "not-acceptable");
    }

    @Test
    void endsABodyThatDeclaresTooMuch() throws Exception {
        assertProblem(http.post("/purchases/large/do", tooLarge()), 413, "content-too-large");
    }

    @Test
    void endsAChunkedBodyAtTheLimit() throws Exception {
        assertProblem(
                http.send(http.request("/purchases/large/do")
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
    void answersNoOddPathWithAServerError(String path) throws IOException {
        assertThat(statusOf(path)).isIn("400", "404");
    }

    @Test
    void answersNoLongPathWithAServerError() throws IOException {
        assertThat(statusOf("/purchases/" + "a".repeat(7_000))).isIn("400", "404");
        assertThat(statusOf("/purchases/" + "a".repeat(100_000))).isIn("400", "404", "414");
    }

    private String statusOf(String path) throws IOException {
        String answer = http.raw("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path));
        return answer.substring("HTTP/1.1 ".length()).substring(0, 3);
    }

    private static String tooLarge() {
        return "{\"note\":\"%s\"}".formatted("x".repeat(70_000));
    }

    private static void assertProblem(HttpResponse<String> reply, int status, String slug) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(reply.body()).contains("\"type\":\"/problems/%s\"".formatted(slug), "\"status\":" + status);
    }
}
