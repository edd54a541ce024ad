package maestro.orchestrator.dashboard;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import maestro.orchestrator.participants.StubbedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a browser asks for beside what clients do. */
class DashboardApiTest extends StubbedTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void tellsTheTotalsLive() throws Exception {
        JsonNode before = summary();
        send("POST", "/load", "{\"purchases\":3,\"perSecond\":100}");
        await().until(() -> json(send("GET", "/load", "")).path("completed").intValue() == 3);

        await().untilAsserted(() -> assertThat(completed(summary())).isEqualTo(completed(before) + 3));
        assertThat(before.path("replica").asString()).isNotEmpty();
        assertThat(summary().path("newest").size()).isBetween(3, 20);
    }

    @Test
    void showsTheServicesAlsoWhenOneIsSilent() throws Exception {
        STUBS.stubFor(get(urlPathMatching("/[a-z]+/(actuator/health|audit)"))
                .atPriority(5)
                .willReturn(json(200, "{\"status\":\"UP\"}")));
        STUBS.stubFor(
                get(urlPathMatching("/[a-z]+/actuator/faults")).atPriority(5).willReturn(json(200, "[]")));
        STUBS.stubFor(any(urlPathMatching("/cd/.*"))
                .atPriority(1)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        JsonNode services = json(send("GET", "/services", ""));

        assertThat(services.findValuesAsString("name"))
                .containsExactly("checkout", "payment", "stock", "cd", "invoice", "shipping");
        assertThat(services.findValuesAsString("health")).containsExactly("UP", "UP", "UP", "SILENT", "UP", "UP");
        assertThat(services.get(3).path("totals").isNull()).isTrue();
    }

    @Test
    void passesOnWhatIsAServicesOwn() throws Exception {
        STUBS.stubFor(
                post(urlPathEqualTo("/cd/actuator/faults")).willReturn(json(400, "{\"detail\":\"no such kind\"}")));
        STUBS.stubFor(delete(urlPathEqualTo("/cd/actuator/faults/7")).willReturn(json(200, "[]")));
        STUBS.stubFor(get(urlPathEqualTo("/checkout/catalogue")).willReturn(json(200, "[{\"sku\":\"X\"}]")));

        var refused = send("POST", "/services/cd/faults", "{\"kind\":\"x\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("no such kind");
        assertThat(send("DELETE", "/services/cd/faults/7", "").statusCode()).isEqualTo(200);
        assertThat(json(send("GET", "/catalogue", "")).findValuesAsString("sku"))
                .containsExactly("X");
    }

    @Test
    void saysThatAServiceIsSilentOrUnknown() throws Exception {
        STUBS.stubFor(any(urlPathMatching("/cd/.*"))
                .atPriority(1)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThat(send("GET", "/services/cd/faults", "").statusCode()).isEqualTo(502);
        assertThat(send("GET", "/services/nobody/faults", "").statusCode()).isEqualTo(404);
    }

    @Test
    void auditsOnlyAsAWhole() throws Exception {
        var answer = send("POST", "/dashboard/audit", "");

        assertThat(answer.statusCode()).as("no service tells what it holds").isEqualTo(503);
        assertThat(answer.body()).contains("The audit is incomplete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"purchases\":0,\"perSecond\":1}",
                "{\"purchases\":1,\"perSecond\":201}",
                "{\"purchases\":100001,\"perSecond\":1}",
                "{\"purchases\":1,\"perSecond\":1,\"items\":[]}",
                "{}"
            })
    void startsNoLoadThatMakesNoSense(String load) throws Exception {
        assertThat(send("POST", "/load", load).statusCode()).isEqualTo(400);
    }

    @Test
    void runsOneLoadAtATimeAndStopsIt() throws Exception {
        send("POST", "/load", "{\"purchases\":1000,\"perSecond\":1}");

        assertThat(send("POST", "/load", "{\"purchases\":1,\"perSecond\":1}").statusCode())
                .isEqualTo(409);
        send("DELETE", "/load", "");
        await().until(() -> !json(send("GET", "/load", "")).path("running").booleanValue());
    }

    @Test
    void letsNoOtherScriptIntoThePage() throws Exception {
        String policy = send("GET", "/purchases", "")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();

        assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe");
    }

    private static long completed(JsonNode summary) {
        return summary.path("counts").path("COMPLETED").longValue();
    }

    /** The first one of a stream. */
    private JsonNode summary() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/dashboard/live")).build();
        try (var lines = new BufferedReader(new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("data:")) {
                line = lines.readLine();
            }
            return JSON.readTree(String.valueOf(line).substring("data:".length()));
        }
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
