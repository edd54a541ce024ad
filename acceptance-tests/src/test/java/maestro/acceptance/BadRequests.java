package maestro.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Endless bad requests out of a seed: each is a good one with one thing wrong with it. */
final class BadRequests {

    private static final String JSON = "Content-Type: application/json";

    private static final List<String> WRONG_TYPES = List.of(
            "Content-Type: text/plain",
            "Content-Type: application/xml",
            "Content-Type: multipart/form-data",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: ",
            "Content-Type: ???",
            "Content-Type: json",
            "Content-Type: application/octet-stream",
            "X-No-Content-Type: none");

    private static final List<String> NO_PURCHASE = List.of(
            "",
            " ",
            "null",
            "7",
            "true",
            "\"x\"",
            "\"\"",
            "[]",
            "{}",
            "NaN",
            "undefined",
            "{",
            "}",
            "<xml/>",
            "a=b",
            "\0",
            "{\"\":0}",
            "{\"customer\":}",
            "{'customer':'x'}",
            "{\"customer\":\"x\",}",
            "{\"items\":[{}]}");

    private static final List<String> AROUND_JSON =
            List.of("%s{}", "%s]", "%s,", "%sx", "[%s]", "/**/%s", "//\n%s", "%s null", "{%s}");

    private static final List<String> NO_UTF_8 = List.of(
            "\u00ff",
            "\u00c3(",
            "\u00c0\u0080",
            "\u00ed\u00a0\u0080",
            "\u00f5\u0080\u0080\u0080",
            "\u0080",
            "\n",
            "\0");

    private static final List<String> HEADERS = List.of(
            "Idempotency-Key: ",
            "Idempotency-Key: " + "k".repeat(5_000),
            "Idempotency-Key: \"",
            "Idempotency-Key: çãé💣",
            "Idempotency-Key: ../../x",
            "Idempotency-Key: a, b",
            "Prefer: wait=-1",
            "Prefer: wait=99999999999999999999",
            "Prefer: wait=x",
            "Prefer: wait",
            "Prefer: ;;,=",
            "Prefer: respond-async; ;=",
            "Accept: text/html",
            "Accept: application/xml",
            "Accept: ???",
            "Accept: */*;q=x",
            "Accept-Language: xx-💣",
            "Accept-Encoding: x",
            "Content-Encoding: gzip",
            "Origin: https://elsewhere.example",
            "X-Forwarded-Proto: gopher",
            "Cookie: a=\u0001");

    private static final List<String> QUERIES = List.of("limit", "after", "status", "needsAttention", "q", "nothing");

    private static final List<String> NO_HTTP = List.of(
            "GET\r\n\r\n",
            "GET /purchases\r\n\r\n",
            "GET /purchases HTTP/1.1\r\n\r\n",
            "\0\0\0\0\r\n\r\n",
            "GET /purchases|{}^ HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /pur chases HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /purchases HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n",
            "GET /purchases HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n",
            "GET /purchases HTTP/1.1\r\nHost: x\r\nA: " + "x".repeat(40_000) + "\r\n\r\n",
            "POST /purchases HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "POST /purchases HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
            "POST /purchases HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
            "POST /purchases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");

    private final Random random;
    private final String target;
    private final ObjectNode good;

    /** @param target takes a purchase by POST; {@code %d} in it becomes a number that is new each time */
    BadRequests(long seed, String target, ObjectNode good) {
        this.random = new Random(seed);
        this.target = target;
        this.good = good;
    }

    BadRequest next() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> wrongField();
            case 8, 9 -> cutOff();
            case 10, 11 -> noPurchase();
            case 12 -> noUtf8();
            case 13 -> wrongType();
            case 14 -> strangeHeader();
            case 15, 16 -> strangeId();
            case 17 -> strangeQuery();
            case 18 -> tooDeepOrTooLarge();
            default -> noHttp();
        };
    }

    private BadRequest wrongField() {
        String field = anyOf(BadValues.FIELDS);
        String value = BadValues.of(field, random);
        return post("%s: %s".formatted(field, brief(value)), with(field, value), field);
    }

    private BadRequest cutOff() {
        String whole = good.toString();
        String part = whole.substring(0, random.nextInt(whole.length()));
        return post("cut off: " + part, part, null);
    }

    private BadRequest noPurchase() {
        String body = switch (random.nextInt(4)) {
            case 0 -> anyOf(AROUND_JSON).formatted(good);
            case 1 -> with("items[0].quantity", "1,\"quantity\":2");
            case 2 ->
                with("items[0].quantity", anyOf(List.of("01", "+1", "0x1", "NaN", ".5", "1_000", "9".repeat(5_000))));
            default -> anyOf(NO_PURCHASE);
        };
        return post("no purchase: " + brief(body), body, null);
    }

    private BadRequest noUtf8() {
        String[] halves = good.toString().split("ã", 2);
        String body = latin1(halves[0]) + anyOf(NO_UTF_8) + latin1(halves[1]);
        return BadRequest.post("no UTF-8: " + body, target(), body, null, JSON);
    }

    private BadRequest wrongType() {
        String type = anyOf(WRONG_TYPES);
        return BadRequest.post(type, target(), latin1(good.toString()), null, type);
    }

    private BadRequest strangeHeader() {
        String header = anyOf(HEADERS);
        String body = latin1(with("items[0].quantity", "0"));
        return BadRequest.post("with " + brief(header), target(), body, null, JSON, latin1(header));
    }

    private BadRequest strangeId() {
        String id = anyOf(BadValues.PATH_IDS);
        return switch (random.nextInt(3)) {
            case 0 -> anything("GET", "/purchases/" + id + anyOf(List.of("", "/history", "/events", "/", "/x")));
            case 1 ->
                anything("POST", "/purchases/" + id + anyOf(List.of("/cancel", "/run-now", "/resolve", "/do", "")));
            default -> anything(anyOf(List.of("DELETE", "PUT", "PATCH", "TRACE", "BREW", "post")), "/purchases/" + id);
        };
    }

    private BadRequest strangeQuery() {
        String value = anyOf(List.of("-1", "0", "x", "1e9", "99999999999999999999", "", "%20", "RUNNING,", "&limit="));
        return anything(
                "GET",
                "/purchases?%s=%s".formatted(anyOf(QUERIES), random.nextBoolean() ? value : anyOf(BadValues.PATH_IDS)));
    }

    private BadRequest tooDeepOrTooLarge() {
        String body = switch (random.nextInt(4)) {
            case 0 -> "[".repeat(random.nextInt(1_000, 20_000));
            case 1 -> "{\"items\":".repeat(random.nextInt(1_000, 20_000));
            case 2 -> with("customer", "[".repeat(2_000) + "]".repeat(2_000));
            default -> with("customer", '"' + "x".repeat(random.nextInt(300_000, 1_500_000)) + '"');
        };
        return post("too deep or too large: " + brief(body), body, null);
    }

    private BadRequest noHttp() {
        String raw = anyOf(NO_HTTP);
        return new BadRequest("no HTTP: " + brief(raw), raw, null, Set.of(), false);
    }

    private BadRequest post(String what, String body, @Nullable String field) {
        return BadRequest.post(what, target(), latin1(body), field, JSON);
    }

    /** The server itself turns away many of these before the application sees them. */
    private static BadRequest anything(String method, String target) {
        return BadRequest.any(brief(method + " " + target), method, target, false, "Content-Length: 0");
    }

    private String with(String field, String value) {
        ObjectNode copy = good.deepCopy();
        String pointer = "/" + field.replaceAll("[.\\[]", "/").replace("]", "");
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (!(parent instanceof ObjectNode object)) {
            return copy.set("items", copy.arrayNode().addRawValue(new RawValue(value)))
                    .toString();
        } else if (value.isEmpty()) {
            object.remove(name);
        } else {
            object.putRawValue(name, new RawValue(value));
        }
        return copy.toString();
    }

    private String target() {
        return target.formatted(random.nextInt(Integer.MAX_VALUE));
    }

    private String anyOf(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The bytes of its UTF-8, each as a char. */
    private static String latin1(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static String brief(String text) {
        return text.length() < 120 ? text : text.substring(0, 120) + "... of " + text.length();
    }
}
