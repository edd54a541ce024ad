package maestro.choreography;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import maestro.conformance.SamplePurchase;
import maestro.contract.ChoreographyStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests one service between its caller and a simulated peer. */
@SpringBootTest(
        classes = SampleParticipant.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.location=classpath:sample/application.yaml",
            "maestro.choreography=naive",
            "maestro.choreography.next=next",
            "maestro.choreography.on-return=next,before",
            "maestro.choreography.timeout=6s"
        })
class ChoreographyTest {

    @RegisterExtension
    static final WireMockExtension PEER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().globalTemplating(true))
            .build();

    private static final String DONE = """
            {"purchase":"{{request.path.id}}","steps":[{"name":"next","status":"DONE","receipt":{"n":1}}]}""";

    private static final String PROBLEM = """
            {"type":"/problems/fault-injected","status":503,"detail":"It is down.","service":"far-away"}""";

    private static final SamplePurchase PURCHASE = SamplePurchase.of("MUG", 1);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;

    ChoreographyTest(@LocalServerPort int port) {
        this.port = port;
    }

    @DynamicPropertySource
    static void peers(DynamicPropertyRegistry properties) {
        properties.add("maestro.participants.next.url", PEER::baseUrl);
        properties.add("maestro.participants.before.url", PEER::baseUrl);
    }

    /** Error responses, and each kind of missing response. */
    static Stream<Arguments> failures() {
        return Stream.of(
                        aResponse()
                                .withStatus(503)
                                .withHeader("Content-Type", "application/problem+json")
                                .withBody(PROBLEM),
                        aResponse().withFault(Fault.EMPTY_RESPONSE),
                        aResponse().withFixedDelay(20_000),
                        ok("<html>This is not a receipt.</html>"))
                .flatMap(failure -> Stream.of(ChoreographyStyle.values()).map(style -> Arguments.of(style, failure)));
    }

    @ParameterizedTest
    @EnumSource
    void performsStepAndCallsNextServiceWithReceipt(ChoreographyStyle style) throws Exception {
        stubNext(okJson(DONE));

        HttpResponse<String> response = start(style);

        JsonNode purchase = JsonMapper.shared().readTree(response.body());
        String id = purchase.path("id").asString();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/purchases/" + id);
        assertThat(purchase.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(purchase.path("steps").findValuesAsString("name")).containsExactly("sample", "next");
        assertThat(ChoreographyStyle.of(id)).hasValue(style);
        assertThat(entry(id)).contains("\"state\":\"DONE\"", "\"effects\":1", "\"reversals\":0");
        PEER.verify(
                1,
                postRequestedFor(urlMatching("/choreography/purchases/" + id + "/do"))
                        .withHeader("User-Agent", equalTo("maestro-sample"))
                        .withRequestBody(matchingJsonPath("$.receipts.sample.seat"))
                        .withRequestBody(matchingJsonPath("$.id", equalTo(id))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void returnsFailureAndUndoesOwnStepOnlyIfCareful(ChoreographyStyle style, ResponseDefinitionBuilder failure)
            throws Exception {
        stubNext(failure);

        HttpResponse<String> response = start(style);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
        assertThat(response.body()).contains("/problems/purchase-failed", "\"status\":\"FAILED\"");
        String id =
                JsonMapper.shared().readTree(response.body()).at("/purchase/id").asString();
        assertThat(entry(id)).contains(style == ChoreographyStyle.CAREFUL ? "\"reversals\":1" : "\"reversals\":0");
        PEER.verify(1, postRequestedFor(urlMatching("/choreography/purchases/" + id + "/do")));
    }

    @Test
    void namesFailedServiceAtEndOfChain() throws Exception {
        stubNext(aResponse().withStatus(503).withBody(PROBLEM));

        assertThat(start(ChoreographyStyle.NAIVE).body()).contains("far-away failed: It is down.");
    }

    @Test
    void startsNothingForInvalidRequest() throws Exception {
        assertThat(post("/choreography/purchases", "{}").statusCode()).isEqualTo(400);
        assertThat(post("/choreography/purchases?style=unknown", PURCHASE.body())
                        .statusCode())
                .isEqualTo(400);
        PEER.verify(0, postRequestedFor(urlMatching(".*")));
    }

    @Test
    void returnsOwnRefusalWithoutCallingNextService() throws Exception {
        HttpResponse<String> response = post(
                "/choreography/purchases", PURCHASE.paidWith("tok_declined").body());

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).contains("sample failed: The token is declined.");
        PEER.verify(0, postRequestedFor(urlMatching(".*")));
    }

    @Test
    void undoesReturnedPurchaseAndCallsPeers() throws Exception {
        stubNext(okJson(DONE));
        PEER.stubFor(WireMock.post(urlPathTemplate("/choreography/purchases/{id}/return"))
                .willReturn(okJson("{}")));
        String id = JsonMapper.shared()
                .readTree(start(ChoreographyStyle.NAIVE).body())
                .path("id")
                .asString();

        assertThat(post("/choreography/returns/" + id, "{}").statusCode()).isEqualTo(200);

        assertThat(entry(id)).contains("\"state\":\"UNDONE\"", "\"reversals\":1");
        PEER.verify(2, postRequestedFor(urlMatching("/choreography/purchases/" + id + "/return")));
    }

    @Test
    void recordsCallers() throws Exception {
        send(request("/purchases/recorded/do", PURCHASE.body()).header("User-Agent", "maestro-orchestrator"));
        post("/purchases/recorded/undo", "{}");

        assertThat(get("/choreography/calls/recorded").body())
                .contains("\"caller\":\"orchestrator\",\"callee\":\"sample\",\"action\":\"do\"")
                .contains("\"caller\":\"client\",\"callee\":\"sample\",\"action\":\"undo\"");
        assertThat(get("/choreography/calls").body()).contains("""
                        "caller":"orchestrator","callee":"sample","action":"do",\
                        "way":"orchestrated","calls":1""");
    }

    private static void stubNext(ResponseDefinitionBuilder response) {
        PEER.stubFor(WireMock.post(urlPathTemplate("/choreography/purchases/{id}/do"))
                .willReturn(response));
    }

    private HttpResponse<String> start(ChoreographyStyle style) throws Exception {
        return post("/choreography/purchases?style=" + style, PURCHASE.body());
    }

    private String entry(String id) throws Exception {
        return get("/purchases/" + id).body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path, body));
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
