package maestro.conformance;

import java.net.http.HttpHeaders;
import maestro.contract.ProblemTypes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A participant's HTTP response. An unmet expectation throws an {@link AssertionError} that contains the response.
 *
 * @param call method and path of the request
 */
public record Reply(String call, int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @throws AssertionError if the body is not JSON */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new AssertionError(this + " is not JSON", malformed);
        }
    }

    /** The receipt of a successful {@code do}; a missing node otherwise. */
    public JsonNode receipt() {
        return json().path("receipt");
    }

    /** The reason of a refusal; empty otherwise. */
    public String reason() {
        return text("reason");
    }

    /** A member as text; empty if absent. */
    String text(String member) {
        return json().path(member).asString("");
    }

    boolean isReplayed() {
        return headers.firstValue("Idempotent-Replayed").orElse("").equals("true");
    }

    boolean isProblem(int expectedStatus, String type) {
        return status == expectedStatus && ProblemTypes.matches(text("type"), type);
    }

    Reply expectStatus(int expected) {
        return expect(status == expected, "status " + expected);
    }

    Reply expect(String member, String value) {
        return expect(text(member).equals(value), "%s %s".formatted(member, value));
    }

    Reply expectContentType(String type) {
        return expect(headers.firstValue("Content-Type").orElse("").startsWith(type), "content type " + type);
    }

    Reply expectProblem() {
        return expectContentType("application/problem+json");
    }

    Reply expectProblem(int expectedStatus, String type) {
        return expectStatus(expectedStatus)
                .expectProblem()
                .expect(ProblemTypes.matches(text("type"), type), "type .../" + type);
    }

    Reply expect(boolean condition, String expectation) {
        if (!condition) {
            throw new AssertionError("expected %s of %s".formatted(expectation, this));
        }
        return this;
    }

    @Override
    public String toString() {
        return "%s -> %d %s".formatted(call, status, body.length() > 500 ? body.substring(0, 500) + "..." : body);
    }
}
