package maestro.choreography;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import maestro.contract.ChoreographyStyle;
import maestro.sample.Http;
import maestro.sample.SampleApplication;
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

/** One service between its caller and the next one. */
@SpringBootTest(
        classes = SampleApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.location=classpath:sample/application.yaml",
            "maestro.choreography=naive",
            "maestro.choreography.next=next",
            "maestro.choreography.on-return=next,before",
            "maestro.choreography.timeout=3s"
        })
class ChoreographyTest {

    @RegisterExtension
    static final WireMockExtension NEIGHBOUR = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().globalTemplating(true))
            .build();

    private static final String DONE = """
            {"purchase":"{{request.path.id}}","steps":[{"name":"next","status":"DONE","receipt":{"n":1}}]}""";

    private static final String PROBLEM = """
            {"type":"/problems/fault-injected","status":503,"detail":"It is down.","service":"far-away"}""";

    private final Http http;

    ChoreographyTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry properties) {
        properties.add("maestro.participants.next.url", NEIGHBOUR::baseUrl);
        properties.add("maestro.participants.before.url", NEIGHBOUR::baseUrl);
    }

    /** Errors, and each way to give no answer. */
    static Stream<Arguments> failures() {
        return Stream.of(
                        aResponse()
                                .withStatus(503)
                                .withHeader("Content-Type", "application/problem+json")
                                .withBody(PROBLEM),
                        aResponse().withFault(Fault.EMPTY_RESPONSE),
                        aResponse().withFixedDelay(10_000),
                        ok("<html>This is no receipt.</html>"))
                .flatMap(failure -> Stream.of(ChoreographyStyle.values()).map(style -> Arguments.of(style, failure)));
    }

    @ParameterizedTest
    @EnumSource
    void doesItsPartAndCallsTheNextWithItsReceipt(ChoreographyStyle style) throws Exception {
        nextAnswers(okJson(DONE));

        HttpResponse<String> answer = begin(style);

        JsonNode purchase = JsonMapper.shared().readTree(answer.body());
        String id = purchase.path("id").asString();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue("/purchases/" + id);
        assertThat(purchase.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(purchase.path("steps").findValuesAsString("name")).containsExactly("sample", "next");
        assertThat(ChoreographyStyle.of(id)).hasValue(style);
        assertThat(entry(id)).contains("\"state\":\"DONE\"", "\"effects\":1", "\"reversals\":0");
        NEIGHBOUR.verify(
                1,
                postRequestedFor(urlMatching("/choreography/purchases/" + id + "/do"))
                        .withHeader("User-Agent", equalTo("maestro-sample"))
                        .withRequestBody(matchingJsonPath("$.receipts.sample.seat"))
                        .withRequestBody(matchingJsonPath("$.id", equalTo(id))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void passesAFailureBackAndUndoesItsOwnPartOnlyIfCareful(ChoreographyStyle style, ResponseDefinitionBuilder failure)
            throws Exception {
        nextAnswers(failure);

        HttpResponse<String> answer = begin(style);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("/problems/purchase-failed", "\"status\":\"FAILED\"");
        String id =
                JsonMapper.shared().readTree(answer.body()).at("/purchase/id").asString();
        assertThat(entry(id)).contains(style == ChoreographyStyle.CAREFUL ? "\"reversals\":1" : "\"reversals\":0");
        NEIGHBOUR.verify(1, postRequestedFor(urlMatching("/choreography/purchases/" + id + "/do")));
    }

    @Test
    void namesTheServiceThatFailedHoweverFarAway() throws Exception {
        nextAnswers(aResponse().withStatus(503).withBody(PROBLEM));

        assertThat(begin(ChoreographyStyle.NAIVE).body()).contains("far-away failed: It is down.");
    }

    @Test
    void startsNothingOnBadInput() throws Exception {
        assertThat(http.post("/choreography/purchases", "{}").statusCode()).isEqualTo(400);
        HttpResponse<String> unheardOf = http.send(http.request("/choreography/purchases?style=wild")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Http.purchase("tok_visa"))));
        assertThat(unheardOf.statusCode()).isEqualTo(400);
        NEIGHBOUR.verify(0, postRequestedFor(urlMatching(".*")));
    }

    @Test
    void answersItsOwnRefusalWithoutCallingTheNext() throws Exception {
        HttpResponse<String> answer = http.post("/choreography/purchases", Http.purchase("tok_banned"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("sample failed: This customer may not enter.");
        NEIGHBOUR.verify(0, postRequestedFor(urlMatching(".*")));
    }

    @Test
    void takesAReturnedPurchaseBackAndTellsItsNeighbours() throws Exception {
        nextAnswers(okJson(DONE));
        NEIGHBOUR.stubFor(
                post(urlPathTemplate("/choreography/purchases/{id}/return")).willReturn(okJson("{}")));
        String id = JsonMapper.shared()
                .readTree(begin(ChoreographyStyle.NAIVE).body())
                .path("id")
                .asString();

        assertThat(http.post("/choreography/returns/" + id, "{}").statusCode()).isEqualTo(200);

        assertThat(entry(id)).contains("\"state\":\"UNDONE\"", "\"reversals\":1");
        NEIGHBOUR.verify(2, postRequestedFor(urlMatching("/choreography/purchases/" + id + "/return")));
    }

    @Test
    void tellsWhoCalled() throws Exception {
        http.send(http.request("/purchases/told/do")
                .header("Content-Type", "application/json")
                .header("User-Agent", "maestro-orchestrator")
                .POST(BodyPublishers.ofString(Http.purchase("tok_visa"))));
        http.undo("told");

        assertThat(http.get("/choreography/calls/told").body())
                .contains("\"caller\":\"orchestrator\",\"callee\":\"sample\",\"action\":\"do\"")
                .contains("\"caller\":\"client\",\"callee\":\"sample\",\"action\":\"undo\"");
        assertThat(http.get("/choreography/calls").body())
                .contains(
                        "\"caller\":\"orchestrator\",\"callee\":\"sample\",\"action\":\"do\",\"way\":\"orchestrated\",\"calls\":1");
    }

    private static void nextAnswers(ResponseDefinitionBuilder answer) {
        NEIGHBOUR.stubFor(
                post(urlPathTemplate("/choreography/purchases/{id}/do")).willReturn(answer));
    }

    private HttpResponse<String> begin(ChoreographyStyle style) throws Exception {
        return http.send(http.request("/choreography/purchases?style=" + style)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Http.purchase("tok_visa"))));
    }

    private String entry(String id) throws Exception {
        return http.get("/purchases/" + id).body();
    }
}
