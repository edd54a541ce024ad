package maestro.saga.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import maestro.saga.flow.FlowDefaults;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** The auto-configured client, and a stub server for the participant {@code cd}. */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, classes = StubbedTest.Application.class)
abstract class StubbedTest {

    static final WireMockServer STUBS = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().globalTemplating(true).containerThreads(64));

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry properties) {
        STUBS.start();
        properties.add("maestro.participants.cd.url", () -> STUBS.baseUrl() + "/cd");
    }

    /** Every call succeeds unless a test stubs it. */
    @BeforeEach
    void stubSuccess() {
        STUBS.resetAll();
        STUBS.stubFor(post(urlPathMatching("/cd/purchases/[^/]+/do"))
                .atPriority(10)
                .willReturn(json(200, reply("DONE", "\"receipt\":{\"by\":\"cd\"}"))));
        STUBS.stubFor(post(urlPathMatching("/cd/purchases/[^/]+/undo"))
                .atPriority(10)
                .willReturn(json(200, reply("UNDONE", "\"effect\":\"REVERSED\""))));
    }

    /** @param member one more JSON member of the reply */
    static String reply(String state, String member) {
        return "{\"purchase\":\"{{request.pathSegments.[2]}}\",\"service\":\"cd\",\"state\":\"%s\",%s}"
                .formatted(state, member);
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        return aResponse().withStatus(status).withHeader("Content-Type", type).withBody(body);
    }

    /** The beans that the client takes from its application. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        FlowDefaults flowDefaults() {
            return FlowDefaults.standard();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        JsonMapper json() {
            return JsonMapper.shared();
        }
    }
}
