package maestro.saga.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole orchestrator over participants that are stubs: {@code http://stubs/<service>/purchases/{id}/do}. One application
 * and one stub server for all tests.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:orchestrator;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                    + "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
            "maestro.saga.backoff=1ms",
            "maestro.saga.backoff-ceiling=5ms",
            "maestro.saga.undo-backoff-ceiling=5ms",
            "maestro.engine.drain=0s"
        })
public abstract class StubbedTest {

    private static final String[] SERVICES = {"checkout", "payment", "stock", "cd", "invoice", "shipping"};

    protected static final WireMockServer STUBS = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().globalTemplating(true).containerThreads(64));

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry properties) {
        STUBS.start();
        for (String service : SERVICES) {
            properties.add("maestro.participants.%s.url".formatted(service), () -> STUBS.baseUrl() + "/" + service);
        }
    }

    /** Every service does what it is asked to, unless a test says otherwise. */
    @BeforeEach
    void stubGoodServices() {
        STUBS.resetAll();
        STUBS.stubFor(post(urlPathMatching("/[a-z]+/purchases/[^/]+/do"))
                .atPriority(10)
                .willReturn(json(200, answer("DONE", "\"receipt\":{\"by\":\"{{request.pathSegments.[0]}}\"}"))));
        STUBS.stubFor(post(urlPathMatching("/[a-z]+/purchases/[^/]+/undo"))
                .atPriority(10)
                .willReturn(json(200, answer("UNDONE", "\"effect\":\"REVERSED\""))));
    }

    private static String answer(String state, String more) {
        return """
                {"purchase":"{{request.pathSegments.[2]}}","service":"{{request.pathSegments.[0]}}","state":"%s",%s}""".formatted(state, more);
    }

    protected static ResponseDefinitionBuilder json(int status, String body) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        return aResponse().withStatus(status).withHeader("Content-Type", type).withBody(body);
    }
}
