package maestro.orchestrator.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import maestro.orchestrator.StubbedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The HTTP API for clients and operators. */
class PurchasesApiTest extends StubbedTest {

    private static final String PURCHASE = """
            {"customer":"ana@example.com",
             "items":[{"sku":"BOOK-DDD","quantity":2}],
             "payment":{"token":"tok_visa"},
             "shipTo":{"name":"Ana Souza","street":"Rua das Flores 10","city":"São Paulo","postalCode":"01001-000",
                       "country":"BR"}}""";

    @Test
    void returns201ForACompletedPurchase() {
        var response = buy(PURCHASE);

        assertThat(response.statusCode()).isEqualTo(201);
        JsonNode purchase = parse(response);
        assertThat(response.headers().firstValue("Location"))
                .contains("/purchases/" + purchase.path("id").asString());
        assertThat(purchase.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(purchase.path("steps").findValuesAsString("status")).containsOnly("DONE");
        assertThat(UUID.fromString(purchase.path("id").asString()).version()).isEqualTo(7);
        assertThat(parse(doGet("/purchases/" + purchase.path("id").asString()))).isEqualTo(purchase);
    }

    @Test
    void sendsTheReceiptsOfTheStepsBefore() {
        buy(PURCHASE);

        List<LoggedRequest> shipping = STUBS.findAll(postRequestedFor(urlPathMatching("/shipping/.*/do")));
        JsonNode sent = parse(shipping.getFirst().getBodyAsString());
        assertThat(sent.path("receipts").propertyNames()).containsExactlyElementsOf(SERVICES.subList(0, 5));
        assertThat(sent.path("customer").asString()).isEqualTo("ana@example.com");
    }

    @Test
    void dropsAnIdAndReceiptsOfTheClient() {
        buy(PURCHASE.replaceFirst("\\{", "{\"id\":\"mine\",\"receipts\":{\"checkout\":{\"total\":1}},"));

        List<LoggedRequest> checkout = STUBS.findAll(postRequestedFor(urlPathMatching("/checkout/.*/do")));
        assertThat(checkout).hasSize(1);
        assertThat(checkout.getFirst().getUrl()).doesNotContain("mine");
        assertThat(parse(checkout.getFirst().getBodyAsString()).path("receipts"))
                .isEmpty();
    }

    @Test
    void returns409WithTheReasonForAnUndonePurchase() {
        refuse("cd", "NO_SLOT_LEFT");

        var response = buy(PURCHASE);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = parse(response);
        assertThat(problem.path("type").asString()).endsWith("/purchase-undone");
        assertThat(problem.path("purchase").path("status").asString()).isEqualTo("UNDONE");
        assertThat(problem.path("detail").asString())
                .contains("cd refused: NO_SLOT_LEFT")
                .contains("Undone: cd, stock, payment, checkout.");
        assertThat(undos()).containsExactly("cd", "stock", "payment", "checkout");
    }

    @Test
    void returns202AtOnceForRespondAsync() {
        delay("cd", 300);

        var response = buy(PURCHASE, "Prefer", "respond-async");

        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode purchase = parse(response);
        assertThat(purchase.path("status").asString()).isEqualTo("RUNNING");
        await().untilAsserted(() -> assertThat(status(purchase)).isEqualTo("COMPLETED"));
    }

    @Test
    void returns202AfterTheWaitOfTheClient() {
        delay("cd", 1500);

        var response = buy(PURCHASE, "Prefer", "wait=1");

        assertThat(response.statusCode()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(status(parse(response))).isEqualTo("COMPLETED"));
    }

    @Test
    void repeatsTheResponseForTheSameKey() {
        String key = UUID.randomUUID().toString();
        var first = buy(PURCHASE, "Idempotency-Key", key);
        var second = buy(PURCHASE, "Idempotency-Key", "\"" + key + "\"");

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(parse(second)).isEqualTo(parse(first));
        assertThat(STUBS.findAll(postRequestedFor(urlPathMatching("/checkout/.*"))))
                .hasSize(1);
    }

    @Test
    void repeatsTheResponseForTheSameKeyOfAnUndonePurchase() {
        refuse("cd", "NO_SLOT_LEFT");
        String key = UUID.randomUUID().toString();

        assertThat(buy(PURCHASE, "Idempotency-Key", key).body())
                .isEqualTo(buy(PURCHASE, "Idempotency-Key", key).body());
    }

    @Test
    void rejectsAnotherPurchaseWithTheSameKey() {
        String key = UUID.randomUUID().toString();
        buy(PURCHASE, "Idempotency-Key", key);

        var response = buy(PURCHASE.replace("BOOK-DDD", "MUG"), "Idempotency-Key", key);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(parse(response).path("type").asString()).endsWith("/idempotency-key-reused");
    }

    @Test
    void returns409ForTheKeyOfARunningPurchase() {
        delay("cd", 1000);
        String key = UUID.randomUUID().toString();
        var first = buy(PURCHASE, "Idempotency-Key", key, "Prefer", "respond-async");

        var response = buy(PURCHASE, "Idempotency-Key", key);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(parse(response).path("type").asString()).endsWith("/purchase-in-progress");
        await().untilAsserted(() -> assertThat(status(parse(first))).isEqualTo("COMPLETED"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', body",
        "'[]', body",
        "'{}', customer",
        "'{\"customer\":1}', customer",
        "'{\"customer\":\"ana\",\"customer\":\"bob\"}', customer"
    })
    void namesAnInvalidField(String body, String field) {
        var response = buy(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(parse(response).path("detail").asString()).contains(field);
        assertThat(STUBS.findAll(postRequestedFor(anyUrl()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"2\"", "null", "99999999999", "1e400", "true"})
    void namesAnInvalidQuantity(String quantity) {
        var response = buy(PURCHASE.replace("\"quantity\":2", "\"quantity\":" + quantity));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(parse(response).path("detail").asString()).contains("items[0].quantity");
    }

    @Test
    void cancelsACompletedPurchase() {
        JsonNode purchase = parse(buy(PURCHASE));

        var response = doPost("/purchases/%s/cancel".formatted(id(purchase)), "{\"reason\":\"wrong size\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(parse(response).path("status").asString()).isEqualTo("UNDONE");
        assertThat(parse(response).path("reason").asString()).contains("wrong size");
        assertThat(undos()).containsExactly("shipping", "invoice", "cd", "stock", "payment", "checkout");
        assertThat(doPost("/purchases/%s/cancel".formatted(id(purchase)), "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void runsAndResolvesAPurchaseThatNeedsAttention() {
        refuse("checkout", "NO");
        STUBS.stubFor(post(urlPathMatching("/checkout/.*/undo"))
                .atPriority(1)
                .willReturn(aResponse().withStatus(503)));
        JsonNode purchase = parse(buy(PURCHASE, "Prefer", "respond-async"));
        await().untilAsserted(() -> assertThat(parse(doGet("/purchases/" + id(purchase)))
                        .path("needsAttention")
                        .asBoolean())
                .isTrue());
        assertThat(parse(doGet("/purchases?needsAttention=true")).findValuesAsString("id"))
                .contains(id(purchase));

        assertThat(doPost("/purchases/%s/run-now".formatted(id(purchase)), "{\"reason\":\"now\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(doPost("/purchases/%s/resolve".formatted(id(purchase)), "{}").statusCode())
                .isEqualTo(400);
        var resolved = doPost("/purchases/%s/resolve".formatted(id(purchase)), "{\"reason\":\"refunded by hand\"}");

        assertThat(resolved.statusCode()).isEqualTo(200);
        assertThat(parse(resolved).path("status").asString()).isEqualTo("RESOLVED");
        assertThat(parse(doGet("/purchases/%s/history".formatted(id(purchase)))).findValuesAsString("type"))
                .contains("NEEDS_ATTENTION", "RUN_NOW", "RESOLVED");
    }

    @Test
    void rejectsActionsOnAPurchaseThatNeedsNoAttention() {
        JsonNode purchase = parse(buy(PURCHASE));

        assertThat(doPost("/purchases/%s/run-now".formatted(id(purchase)), "{}").statusCode())
                .isEqualTo(409);
        assertThat(doPost("/purchases/%s/resolve".formatted(id(purchase)), "{\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void findsPurchasesByReasonAndByStep() {
        refuse("cd", "NO_SLOT_LEFT");
        String undone = parse(buy(PURCHASE)).path("purchase").path("id").asString();
        delay("cd", 1500);
        String atCd = id(parse(buy(PURCHASE, "Prefer", "respond-async")));

        assertThat(parse(doGet("/purchases?reason=no_slot")).findValuesAsString("id"))
                .contains(undone)
                .doesNotContain(atCd);
        await().untilAsserted(
                        () -> assertThat(parse(doGet("/purchases?step=cd")).findValuesAsString("id"))
                                .contains(atCd)
                                .doesNotContain(undone));
    }

    @Test
    void pagesNewestFirst() {
        List<String> bought = List.of(id(parse(buy(PURCHASE))), id(parse(buy(PURCHASE))), id(parse(buy(PURCHASE))));

        var page = doGet("/purchases?status=COMPLETED&limit=2");

        assertThat(parse(page).findValuesAsString("id")).startsWith(bought.get(2), bought.get(1));
        String next = page.headers().firstValue("Link").orElseThrow();
        assertThat(next).contains("rel=\"next\"").contains("after=" + bought.get(1));
        String url = next.substring(next.indexOf("/purchases"), next.indexOf('>'));
        assertThat(parse(doGet(url)).findValuesAsString("id")).startsWith(bought.get(0));
        assertThat(parse(doGet("/purchases?q=" + bought.get(0)))).hasSize(1);
        assertThat(parse(doGet("/purchases?q=unknown"))).isEmpty();
    }

    @Test
    void streamsAndResumesAHistory() {
        JsonNode purchase = parse(buy(PURCHASE));
        String path = "/purchases/%s/events".formatted(id(purchase));

        String all = doGet(path).body();
        String rest = doGet(path, "Last-Event-ID", "5").body();

        assertThat(all).contains("event:ACCEPTED").endsWith("\n\n").contains("event:COMPLETED");
        assertThat(rest).doesNotContain("id:5\n").contains("id:6\n").contains("event:COMPLETED");
        assertThat(doGet(path, "Last-Event-ID", "8").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/purchases/unknown", "/purchases/unknown/history", "/purchases/unknown/events"})
    void returns404ForAnUnknownPurchase(String path) {
        assertThat(doGet(path).statusCode()).isEqualTo(404);
    }

    @Test
    void servesTheFlowTheApiAndThePage() {
        assertThat(parse(doGet("/flows/purchase")).path("steps").findValuesAsString("name"))
                .isEqualTo(SERVICES);
        assertThat(parse(doGet("/openapi")).path("paths").has("/purchases")).isTrue();
        assertThat(doGet("/openapi/ui").statusCode()).isIn(200, 302);
        assertThat(doGet("/").body()).contains("<title>Maestro</title>");
        assertThat(doGet("/webjars/bpmn-js/dist/bpmn-navigated-viewer.production.min.js")
                        .statusCode())
                .isEqualTo(200);
        assertThat(doGet("/actuator/prometheus").body()).contains("maestro_purchases_in_flight");
        assertThat(parse(doGet("/actuator/health/readiness")).path("status").asString())
                .isEqualTo("UP");
    }

    private static void refuse(String service, String reason) {
        STUBS.stubFor(post(urlPathMatching("/%s/.*/do".formatted(service)))
                .atPriority(1)
                .willReturn(json(422, "{\"type\":\"/problems/refused\",\"reason\":\"%s\"}".formatted(reason))));
    }

    private static void delay(String service, int millis) {
        STUBS.stubFor(post(urlPathMatching("/%s/.*/do".formatted(service)))
                .atPriority(1)
                .willReturn(json(200, reply("DONE", "\"receipt\":{}")).withFixedDelay(millis)));
    }

    private static List<String> undos() {
        return STUBS.findAll(postRequestedFor(urlPathMatching(".*/undo"))).stream()
                .map(request -> request.getUrl().replaceFirst("^/([a-z]+)/.*", "$1"))
                .toList();
    }

    private String status(JsonNode purchase) {
        return parse(doGet("/purchases/" + id(purchase))).path("status").asString();
    }

    private static String id(JsonNode purchase) {
        return purchase.path("id").asString();
    }

    private HttpResponse<String> buy(String body, String... headers) {
        return doPost("/purchases", body, headers);
    }
}
