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
import maestro.http.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** CallRecorder another service, once. Every method throws {@link ErrorResponseException}: the error as it came, or that there was no answer. */
class PeerClient {

    private static final byte[] NOTHING_TO_ADD = "{}".getBytes(StandardCharsets.UTF_8);

    private final Supplier<PeerApi> api;
    private final Function<String, URI> addresses;
    private final JsonMapper json;

    PeerClient(Supplier<PeerApi> api, Function<String, URI> addresses, JsonMapper json) {
        this.api = api;
        this.addresses = addresses;
        this.json = json;
    }

    ChainResult perform(String neighbour, String id, JsonNode body) {
        JsonNode answer = answer(
                neighbour, () -> api.get().perform(addresses.apply(neighbour), id, json.writeValueAsBytes(body)));
        if (!answer.path("purchase").asString("").equals(id)
                || !answer.path("steps").isArray()) {
            throw noAnswer(neighbour, "what it answered is no receipt");
        }
        return json.treeToValue(answer, ChainResult.class);
    }

    void giveBack(String neighbour, String id) {
        answer(neighbour, () -> api.get().giveBack(addresses.apply(neighbour), id, NOTHING_TO_ADD));
    }

    private JsonNode answer(String neighbour, Supplier<Response> call) {
        try (Response response = call.get();
                InputStream body = response.body().asInputStream()) {
            JsonNode answer = parse(body.readAllBytes());
            if (response.status() == 200) {
                return answer;
            }
            throw passedOn(neighbour, response.status(), answer);
        } catch (IOException | RetryableException silence) {
            Throwable cause = silence.getCause() == null ? silence : silence.getCause();
            throw noAnswer(neighbour, String.valueOf(cause.getMessage()));
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static ErrorResponseException passedOn(String neighbour, int code, JsonNode problem) {
        HttpStatus status = HttpStatus.resolve(code);
        String type = problem.path("type").asString("/problems/error");
        return Problems.of(
                status == null ? HttpStatus.BAD_GATEWAY : status,
                type.substring(type.lastIndexOf('/') + 1),
                problem.path("detail").asString("HTTP " + code),
                Map.of("service", problem.path("service").asString(neighbour)));
    }

    private static ErrorResponseException noAnswer(String neighbour, String how) {
        return Problems.of(
                HttpStatus.BAD_GATEWAY,
                "no-answer",
                "Nobody knows what became of it: " + how + ".",
                Map.of("service", neighbour));
    }
}
