package maestro.acceptance;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that must not do anything, and what may be answered.
 *
 * @param what is wrong with it, for whoever reads a failure
 * @param raw each char a byte, so that it can be any bytes at all
 * @param field that the answer has to name, if it is a field that is wrong
 * @param allowed the statuses that may answer it
 * @param wellFormed whether it is HTTP: what isn't may be turned away by the server before the application sees it
 */
record BadRequest(String what, String raw, @Nullable String field, Set<Integer> allowed, boolean wellFormed) {

    /** What a body that is wrong may be answered by. */
    static final Set<Integer> REFUSED = Set.of(400, 413, 415, 422);

    static BadRequest post(String what, String target, String body, @Nullable String field, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Length: " + body.length();
        return new BadRequest(what, raw("POST", target, body, all), field, REFUSED, true);
    }

    /** The server itself turns away many a path before the application sees it. */
    static BadRequest any(String method, String target) {
        return new BadRequest(
                method + " " + target, raw(method, target, "", "Content-Length: 0"), null, Set.of(), false);
    }

    /** What is wrong with the answer, or nothing. */
    @Nullable String complaint(Wire.Reply reply) {
        if (reply.status() >= 500 || !(allowed.isEmpty() || allowed.contains(reply.status()))) {
            return "was answered by " + reply;
        }
        if (reply.status() < 400 || !wellFormed) {
            return null;
        }
        if (!reply.contentType().startsWith("application/problem+json")) {
            return "was answered by no problem document: " + reply;
        }
        return field == null || reply.body().contains('"' + field + '"') ? null : "isn't named in " + reply;
    }

    @Override
    public String toString() {
        return what.length() < 120 ? what : what.substring(0, 120) + "... of " + what.length();
    }

    private static String raw(String method, String target, String body, String... headers) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n%s".formatted(method, target, lines(List.of(headers)), body);
    }

    private static String lines(List<String> headers) {
        return headers.stream().map(header -> header + "\r\n").reduce("", String::concat);
    }
}
