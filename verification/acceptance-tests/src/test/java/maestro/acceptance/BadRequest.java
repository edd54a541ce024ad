package maestro.acceptance;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An invalid request, with the replies that are allowed.
 *
 * @param description of the defect, for messages
 * @param raw one byte per char, so that the request can contain any bytes
 * @param field the invalid field, which the reply must name; null if the defect is not in a field
 * @param allowed the allowed statuses; empty if each status below 500 is allowed
 * @param wellFormed whether it is valid HTTP; the server may reject other requests before the application sees them
 */
record BadRequest(String description, String raw, @Nullable String field, Set<Integer> allowed, boolean wellFormed) {

    /** The allowed statuses for an invalid body. */
    private static final Set<Integer> BODY_REJECTED = Set.of(400, 413, 415, 422);

    static BadRequest post(String description, String target, String body, @Nullable String field, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Length: " + body.length();
        return new BadRequest(description, raw("POST", target, body, all), field, BODY_REJECTED, true);
    }

    /** A request without a body. The server rejects many paths before the application sees them. */
    static BadRequest withoutBody(String method, String target) {
        return new BadRequest(
                method + " " + target, raw(method, target, "", "Content-Length: 0"), null, Set.of(), false);
    }

    /** The error in the reply; null if there is none. */
    @Nullable String findError(RawHttpConnection.Reply reply) {
        if (reply.status() >= 500 || !(allowed.isEmpty() || allowed.contains(reply.status()))) {
            return "status not allowed: " + reply;
        }
        if (reply.status() < 400 || !wellFormed) {
            return null;
        }
        if (!reply.contentType().startsWith("application/problem+json")) {
            return "not a problem document: " + reply;
        }
        return field == null || reply.body().contains('"' + field + '"') ? null : "field not named: " + reply;
    }

    @Override
    public String toString() {
        return description.length() < 120
                ? description
                : description.substring(0, 120) + "... of " + description.length();
    }

    private static String raw(String method, String target, String body, String... headers) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n%s".formatted(method, target, lines(List.of(headers)), body);
    }

    private static String lines(List<String> headers) {
        return headers.stream().map(header -> header + "\r\n").reduce("", String::concat);
    }
}
