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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import maestro.orchestrator.StubbedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The endpoints of the page. */
class DashboardApiTest extends StubbedTest {

    @Test
    void streamsSummaries() {
        JsonNode before = summary();
        doPost("/load", "{\"purchases\":3,\"perSecond\":100}");
        await().until(() -> ok(doGet("/load")).path("completed").intValue() == 3);

        await().untilAsserted(() -> assertThat(completed(summary())).isEqualTo(completed(before) + 3));
        assertThat(before.path("replica").asString()).isNotEmpty();
        assertThat(summary().path("newest").size()).isBetween(3, 20);
    }

    @Test
    void listsTheServicesInTheOrderOfTheFlow() {
        STUBS.stubFor(get(urlPathMatching("/[a-z]+/(actuator/health|audit)"))
                .atPriority(5)
                .willReturn(json(200, "{\"status\":\"UP\"}")));
        STUBS.stubFor(
                get(urlPathMatching("/[a-z]+/actuator/faults")).atPriority(5).willReturn(json(200, "[]")));
        resetConnections("cd");

        JsonNode services = ok(doGet("/services"));

        assertThat(services.findValuesAsString("name")).isEqualTo(SERVICES);
        assertThat(services.findValuesAsString("health")).containsExactly("UP", "UP", "UP", "SILENT", "UP", "UP");
        assertThat(services.get(3).path("totals").isNull()).isTrue();
    }

    @Test
    void passesOnTheResponsesOfServices() {
        STUBS.stubFor(
                post(urlPathEqualTo("/cd/actuator/faults")).willReturn(json(400, "{\"detail\":\"no such kind\"}")));
        STUBS.stubFor(delete(urlPathEqualTo("/cd/actuator/faults/7")).willReturn(json(200, "[]")));
        STUBS.stubFor(get(urlPathEqualTo("/checkout/catalogue")).willReturn(json(200, "[{\"sku\":\"X\"}]")));

        var refused = doPost("/services/cd/faults", "{\"kind\":\"x\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("no such kind");
        assertThat(doDelete("/services/cd/faults/7").statusCode()).isEqualTo(200);
        assertThat(ok(doGet("/catalogue")).findValuesAsString("sku")).containsExactly("X");
    }

    @Test
    void reportsSilentAndUnknownServices() {
        resetConnections("cd");

        assertThat(doGet("/services/cd/faults").statusCode()).isEqualTo(502);
        assertThat(doGet("/services/unknown/faults").statusCode()).isEqualTo(404);
    }

    @Test
    void failsAnIncompleteAudit() {
        var missing = doPost("/dashboard/audit", "");
        assertThat(missing.statusCode()).as("no service has a ledger").isEqualTo(503);
        assertThat(missing.body()).contains("The audit is incomplete");

        SERVICES.forEach(DashboardApiTest::resetConnections);
        var silent = doGet("/audit");
        assertThat(silent.statusCode()).as("no service replies").isEqualTo(503);
        assertThat(silent.body()).contains("The audit is incomplete");
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
    void rejectsAnInvalidLoad(String load) {
        assertThat(doPost("/load", load).statusCode()).isEqualTo(400);
    }

    @Test
    void runsOneLoadAtATime() {
        doPost("/load", "{\"purchases\":1000,\"perSecond\":1}");

        assertThat(doPost("/load", "{\"purchases\":1,\"perSecond\":1}").statusCode())
                .isEqualTo(409);
        doDelete("/load");
        await().until(() -> !ok(doGet("/load")).path("running").booleanValue());
    }

    @Test
    void allowsNoForeignScript() {
        String policy = doGet("/purchases")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();

        assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe");
    }

    private static void resetConnections(String service) {
        STUBS.stubFor(any(urlPathMatching("/%s/.*".formatted(service)))
                .atPriority(1)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    }

    private static long completed(JsonNode summary) {
        return summary.path("counts").path("COMPLETED").longValue();
    }

    /** The first summary of a new stream. */
    private JsonNode summary() {
        var response = exchange("GET", "/dashboard/live", new byte[0], BodyHandlers.ofLines());
        try (var lines = response.body()) {
            String data =
                    lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
            return parse(data.substring("data:".length()));
        }
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return parse(response);
    }
}
