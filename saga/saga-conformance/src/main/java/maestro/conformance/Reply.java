package maestro.conformance;

import java.net.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP reply, with what is expected of it; what it is not as expected is an {@link AssertionError}. */
record Reply(String call, int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new AssertionError(this + " is not JSON", malformed);
        }
    }

    /** A member as text; empty if there is none. */
    String text(String member) {
        return json().path(member).asString("");
    }

    boolean isReplayed() {
        return headers.firstValue("Idempotent-Replayed").orElse("").equals("true");
    }

    String contentType() {
        return headers.firstValue("Content-Type").orElse("");
    }

    Reply expectStatus(int expected) {
        return expect(status == expected, "status " + expected);
    }

    Reply expect(String member, String value) {
        return expect(text(member).equals(value), "%s %s".formatted(member, value));
    }

    Reply expectProblem(int expectedStatus, String slug) {
        return expectStatus(expectedStatus)
                .expect(contentType().startsWith("application/problem+json"), "content type application/problem+json")
                .expect(text("type").endsWith("/" + slug), "type .../" + slug);
    }

    Reply expect(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("expected %s of %s".formatted(what, this));
        }
        return this;
    }

    @Override
    public String toString() {
        return "%s -> %d %s".formatted(call, status, body.length() > 500 ? body.substring(0, 500) + "..." : body);
    }
}
