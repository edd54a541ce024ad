package maestro.orchestrator.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import maestro.orchestrator.participants.StubbedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The orchestrator's contract over HTTP, as a client sees it. */
class PurchasesApiTest extends StubbedTest {

    private static final String PURCHASE = """
            {"customer":"ana@example.com",
             "items":[{"sku":"BOOK-DDD","quantity":2}],
             "payment":{"token":"tok_visa"},
             "shipTo":{"name":"Ana Souza","street":"Rua das Flores 10","city":"São Paulo","postalCode":"01001-000",
                       "country":"BR"}}""";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void answersACompletedPurchaseBy201() {
        var answer = buy(PURCHASE);

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode purchase = body(answer);
        assertThat(answer.headers().firstValue("Location"))
                .contains("/purchases/" + purchase.path("id").asString());
        assertThat(purchase.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(purchase.path("steps").findValuesAsString("status")).containsOnly("DONE");
        assertThat(UUID.fromString(purchase.path("id").asString()).version()).isEqualTo(7);
        assertThat(body(get("/purchases/" + purchase.path("id").asString()))).isEqualTo(purchase);
    }

    @Test
    void handsOnTheReceiptsOfTheStepsBefore() {
        buy(PURCHASE);

        List<LoggedRequest> shipping = STUBS.findAll(postRequestedFor(urlPathMatching("/shipping/.*/do")));
        JsonNode sent = parse(shipping.getFirst().getBodyAsString());
        assertThat(sent.path("receipts").propertyNames())
                .containsExactly("checkout", "payment", "stock", "cd", "invoice");
        assertThat(sent.path("customer").asString()).isEqualTo("ana@example.com");
    }

    @Test
    void neverHandsOnAnIdOrReceiptsOfTheClients() {
        buy(PURCHASE.replaceFirst("\\{", "{\"id\":\"mine\",\"receipts\":{\"checkout\":{\"total\":1}},"));

        List<LoggedRequest> checkout = STUBS.findAll(postRequestedFor(urlPathMatching("/checkout/.*/do")));
        assertThat(checkout).hasSize(1);
        assertThat(checkout.getFirst().getUrl()).doesNotContain("mine");
        assertThat(parse(checkout.getFirst().getBodyAsString()).path("receipts"))
                .isEmpty();
    }

    @Test
    void answersAnUndonePurchaseBy409ThatSaysWhy() {
        refuse("cd", "NO_SLOT_LEFT");

        var answer = buy(PURCHASE);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = body(answer);
        assertThat(problem.path("type").asString()).endsWith("/purchase-undone");
        assertThat(problem.path("purchase").path("status").asString()).isEqualTo("UNDONE");
        assertThat(problem.path("detail").asString())
                .contains("cd refused: NO_SLOT_LEFT")
                .contains("Undone: cd, stock, payment, checkout.");
        assertThat(undos()).containsExactly("cd", "stock", "payment", "checkout");
    }

    @Test
    void answers202AtOnceWhenAskedTo() {
        delay("cd", 300);

        var answer = buy(PURCHASE, "Prefer", "respond-async");

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode purchase = body(answer);
        assertThat(purchase.path("status").asString()).isEqualTo("RUNNING");
        await().untilAsserted(() -> assertThat(status(purchase)).isEqualTo("COMPLETED"));
    }

    @Test
    void answers202WhenItTakesLongerThanTheClientWaits() {
        delay("cd", 1500);

        var answer = buy(PURCHASE, "Prefer", "wait=1");

        assertThat(answer.statusCode()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(status(body(answer))).isEqualTo("COMPLETED"));
    }

    @Test
    void givesTheSameAnswerForTheSameKey() {
        String key = UUID.randomUUID().toString();
        var first = buy(PURCHASE, "Idempotency-Key", key);
        var second = buy(PURCHASE, "Idempotency-Key", "\"" + key + "\"");

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(body(second)).isEqualTo(body(first));
        assertThat(STUBS.findAll(postRequestedFor(urlPathMatching("/checkout/.*"))))
                .hasSize(1);
    }

    @Test
    void givesTheSameAnswerForTheSameKeyWhenItWasUndone() {
        refuse("cd", "NO_SLOT_LEFT");
        String key = UUID.randomUUID().toString();

        assertThat(buy(PURCHASE, "Idempotency-Key", key).body())
                .isEqualTo(buy(PURCHASE, "Idempotency-Key", key).body());
    }

    @Test
    void refusesAnotherPurchaseUnderTheSameKey() {
        String key = UUID.randomUUID().toString();
        buy(PURCHASE, "Idempotency-Key", key);

        var answer = buy(PURCHASE.replace("BOOK-DDD", "MUG"), "Idempotency-Key", key);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(body(answer).path("type").asString()).endsWith("/idempotency-key-reused");
    }

    @Test
    void answers409WhileThePurchaseUnderTheKeyIsRunning() {
        delay("cd", 1000);
        String key = UUID.randomUUID().toString();
        var first = buy(PURCHASE, "Idempotency-Key", key, "Prefer", "respond-async");

        var answer = buy(PURCHASE, "Idempotency-Key", key);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(body(answer).path("type").asString()).endsWith("/purchase-in-progress");
        await().untilAsserted(() -> assertThat(status(body(first))).isEqualTo("COMPLETED"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', body",
        "'[]', body",
        "'{}', customer",
        "'{\"customer\":1}', customer",
        "'{\"customer\":\"ana\",\"customer\":\"bob\"}', customer"
    })
    void namesTheFieldThatCantBeTaken(String body, String field) {
        var answer = buy(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(body(answer).path("detail").asString()).contains(field);
        assertThat(STUBS.findAll(postRequestedFor(anyUrl()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"2\"", "null", "99999999999", "1e400", "true"})
    void namesAQuantityThatCantBeTaken(String quantity) {
        var answer = buy(PURCHASE.replace("\"quantity\":2", "\"quantity\":" + quantity));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(body(answer).path("detail").asString()).contains("items[0].quantity");
    }

    @Test
    void undoesACompletedPurchaseWhenCancelled() {
        JsonNode purchase = body(buy(PURCHASE));

        var answer = postTo("/purchases/%s/cancel".formatted(id(purchase)), "{\"reason\":\"wrong size\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body(answer).path("status").asString()).isEqualTo("UNDONE");
        assertThat(body(answer).path("reason").asString()).contains("wrong size");
        assertThat(undos()).containsExactly("shipping", "invoice", "cd", "stock", "payment", "checkout");
        assertThat(postTo("/purchases/%s/cancel".formatted(id(purchase)), "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void letsAnOperatorRunAndResolveWhatNeedsAttention() {
        refuse("checkout", "NO");
        STUBS.stubFor(post(urlPathMatching("/checkout/.*/undo"))
                .atPriority(1)
                .willReturn(aResponse().withStatus(503)));
        JsonNode purchase = body(buy(PURCHASE, "Prefer", "respond-async"));
        await().untilAsserted(() -> assertThat(body(get("/purchases/" + id(purchase)))
                        .path("needsAttention")
                        .asBoolean())
                .isTrue());
        assertThat(body(get("/purchases?needsAttention=true")).findValuesAsString("id"))
                .contains(id(purchase));

        assertThat(postTo("/purchases/%s/run-now".formatted(id(purchase)), "{\"reason\":\"now\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(postTo("/purchases/%s/resolve".formatted(id(purchase)), "{}").statusCode())
                .isEqualTo(400);
        var resolved = postTo("/purchases/%s/resolve".formatted(id(purchase)), "{\"reason\":\"refunded by hand\"}");

        assertThat(resolved.statusCode()).isEqualTo(200);
        assertThat(body(resolved).path("status").asString()).isEqualTo("RESOLVED");
        assertThat(body(get("/purchases/%s/history".formatted(id(purchase)))).findValuesAsString("type"))
                .contains("NEEDS_ATTENTION", "RUN_NOW", "RESOLVED");
    }

    @Test
    void refusesTheOperatorsActionsOnWhatNeedsNoAttention() {
        JsonNode purchase = body(buy(PURCHASE));

        assertThat(postTo("/purchases/%s/run-now".formatted(id(purchase)), "{}").statusCode())
                .isEqualTo(409);
        assertThat(postTo("/purchases/%s/resolve".formatted(id(purchase)), "{\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void findsPurchasesByReasonAndByStep() {
        refuse("cd", "NO_SLOT_LEFT");
        String undone = body(buy(PURCHASE)).path("purchase").path("id").asString();
        delay("cd", 1500);
        String atCd = id(body(buy(PURCHASE, "Prefer", "respond-async")));

        assertThat(body(get("/purchases?reason=no_slot")).findValuesAsString("id"))
                .contains(undone)
                .doesNotContain(atCd);
        await().untilAsserted(() -> assertThat(body(get("/purchases?step=cd")).findValuesAsString("id"))
                .contains(atCd)
                .doesNotContain(undone));
    }

    @Test
    void pagesNewestFirst() {
        List<String> bought = List.of(id(body(buy(PURCHASE))), id(body(buy(PURCHASE))), id(body(buy(PURCHASE))));

        var page = get("/purchases?status=COMPLETED&limit=2");

        assertThat(body(page).findValuesAsString("id")).startsWith(bought.get(2), bought.get(1));
        String next = page.headers().firstValue("Link").orElseThrow();
        assertThat(next).contains("rel=\"next\"").contains("after=" + bought.get(1));
        String url = next.substring(next.indexOf("/purchases"), next.indexOf('>'));
        assertThat(body(get(url)).findValuesAsString("id")).startsWith(bought.get(0));
        assertThat(body(get("/purchases?q=" + bought.get(0)))).hasSize(1);
        assertThat(body(get("/purchases?q=nobody"))).isEmpty();
    }

    @Test
    void tellsAHistoryLiveAndResumes() {
        JsonNode purchase = body(buy(PURCHASE));
        String path = "/purchases/%s/events".formatted(id(purchase));

        String all = get(path).body();
        String rest = get(path, "Last-Event-ID", "5").body();

        assertThat(all).contains("event:ACCEPTED").endsWith("\n\n").contains("event:COMPLETED");
        assertThat(rest).doesNotContain("id:5\n").contains("id:6\n").contains("event:COMPLETED");
        assertThat(get(path, "Last-Event-ID", "8").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/purchases/unknown", "/purchases/unknown/history", "/purchases/unknown/events"})
    void answersAnUnknownPurchaseBy404(String path) {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void tellsItsFlowAndItsApi() {
        assertThat(body(get("/flows/purchase")).path("steps").findValuesAsString("name"))
                .containsExactly("checkout", "payment", "stock", "cd", "invoice", "shipping");
        assertThat(body(get("/openapi")).path("paths").has("/purchases")).isTrue();
        assertThat(get("/openapi/ui").statusCode()).isIn(200, 302);
        assertThat(get("/").body()).contains("<title>Maestro</title>");
        assertThat(get("/webjars/bpmn-js/dist/bpmn-navigated-viewer.production.min.js")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/actuator/prometheus").body()).contains("maestro_purchases_in_flight");
        assertThat(body(get("/actuator/health/readiness")).path("status").asString())
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
                .willReturn(json(200, """
                        {"purchase":"{{request.pathSegments.[2]}}","service":"{{request.pathSegments.[0]}}",
                         "state":"DONE","receipt":{}}""").withFixedDelay(millis)));
    }

    private static List<String> undos() {
        return STUBS.findAll(postRequestedFor(urlPathMatching(".*/undo"))).stream()
                .map(request -> request.getUrl().replaceFirst("^/([a-z]+)/.*", "$1"))
                .toList();
    }

    private String status(JsonNode purchase) {
        return body(get("/purchases/" + id(purchase))).path("status").asString();
    }

    private static String id(JsonNode purchase) {
        return purchase.path("id").asString();
    }

    private HttpResponse<String> buy(String body, String... headers) {
        return postTo("/purchases", body, headers);
    }

    private HttpResponse<String> postTo(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return parse(answer.body());
    }

    private static JsonNode parse(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
