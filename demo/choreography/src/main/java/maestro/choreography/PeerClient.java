package maestro.choreography;

import feign.Response;
import feign.RetryableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import maestro.contract.ProblemTypes;
import maestro.http.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls another service once. Every method throws an {@link ErrorResponseException} with the problem of that service,
 * or with 502 if there is no usable response.
 */
class PeerClient {

    private static final byte[] EMPTY_BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final Supplier<PeerApi> api;
    private final Function<String, URI> urls;
    private final JsonMapper json;

    PeerClient(Supplier<PeerApi> api, Function<String, URI> urls, JsonMapper json) {
        this.api = api;
        this.urls = urls;
        this.json = json;
    }

    ChainResult perform(String peer, String id, JsonNode body) {
        JsonNode result = call(peer, () -> api.get().perform(urls.apply(peer), id, json.writeValueAsBytes(body)));
        if (!result.path("purchase").asString("").equals(id)
                || !result.path("steps").isArray()) {
            throw noResponse(peer, "the response is not a receipt");
        }
        return json.treeToValue(result, ChainResult.class);
    }

    void returnPurchase(String peer, String id) {
        call(peer, () -> api.get().returnPurchase(urls.apply(peer), id, EMPTY_BODY));
    }

    private JsonNode call(String peer, Supplier<Response> request) {
        try (Response response = request.get();
                InputStream body = response.body().asInputStream()) {
            JsonNode content = parse(body.readAllBytes());
            if (response.status() == 200) {
                return content;
            }
            throw problem(peer, response.status(), content);
        } catch (IOException | RetryableException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw noResponse(peer, String.valueOf(cause.getMessage()));
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static ErrorResponseException problem(String peer, int code, JsonNode problem) {
        HttpStatus status = HttpStatus.resolve(code);
        String type = problem.path("type").asString(ProblemTypes.PREFIX + "error");
        return Problems.of(
                status == null ? HttpStatus.BAD_GATEWAY : status,
                type.substring(type.lastIndexOf('/') + 1),
                problem.path("detail").asString("HTTP " + code),
                Map.of("service", problem.path("service").asString(peer)));
    }

    private static ErrorResponseException noResponse(String peer, String reason) {
        return Problems.of(
                HttpStatus.BAD_GATEWAY,
                "no-answer",
                "The outcome is unknown: " + reason + ".",
                Map.of("service", peer));
    }
}
