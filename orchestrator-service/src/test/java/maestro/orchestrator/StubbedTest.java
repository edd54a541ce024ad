package maestro.orchestrator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole orchestrator with stubs as participants: {@code <stubs>/<service>/purchases/{id}/do}. All tests share one
 * application and one stub server.
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

    /** In the order of the flow's steps. */
    protected static final List<String> SERVICES = List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    protected static final WireMockServer STUBS = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().globalTemplating(true).containerThreads(64));

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry properties) {
        STUBS.start();
        for (String service : SERVICES) {
            properties.add("maestro.participants.%s.url".formatted(service), () -> STUBS.baseUrl() + "/" + service);
        }
    }

    /** Every do and undo succeeds unless a test stubs it with a higher priority. */
    @BeforeEach
    void stubSuccess() {
        STUBS.resetAll();
        STUBS.stubFor(post(urlPathMatching("/[a-z]+/purchases/[^/]+/do"))
                .atPriority(10)
                .willReturn(json(200, reply("DONE", "\"receipt\":{\"by\":\"{{request.pathSegments.[0]}}\"}"))));
        STUBS.stubFor(post(urlPathMatching("/[a-z]+/purchases/[^/]+/undo"))
                .atPriority(10)
                .willReturn(json(200, reply("UNDONE", "\"effect\":\"REVERSED\""))));
    }

    protected static String reply(String state, String members) {
        String purchase = "{{request.pathSegments.[2]}}";
        String service = "{{request.pathSegments.[0]}}";
        return """
                {"purchase":"%s","service":"%s","state":"%s",%s}""".formatted(purchase, service, state, members);
    }

    protected static ResponseDefinitionBuilder json(int status, String body) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        return aResponse().withStatus(status).withHeader("Content-Type", type).withBody(body);
    }

    /** @param headers names and values in turn */
    protected HttpResponse<String> doGet(String path, String... headers) {
        return exchange("GET", path, new byte[0], BodyHandlers.ofString(), headers);
    }

    /** @param headers names and values in turn */
    protected HttpResponse<String> doPost(String path, String json, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new);
        return exchange("POST", path, json.getBytes(UTF_8), BodyHandlers.ofString(), all);
    }

    protected HttpResponse<String> doDelete(String path) {
        return exchange("DELETE", path, new byte[0], BodyHandlers.ofString());
    }

    protected <T> HttpResponse<T> exchange(
            String method, String path, byte[] body, BodyHandler<T> handler, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static JsonNode parse(HttpResponse<String> response) {
        return parse(response.body());
    }

    protected static JsonNode parse(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
