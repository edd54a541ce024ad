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

/** Generates bad requests from a seed. Each is a valid request with one defect. */
final class BadRequestGenerator {

    private static final String JSON = "Content-Type: application/json";

    private static final List<String> WRONG_CONTENT_TYPES = lines("""
            X-No-Content-Type: none
            Content-Type:
            Content-Type: ???
            Content-Type: json
            Content-Type: text/plain
            Content-Type: application/xml
            Content-Type: application/octet-stream
            Content-Type: multipart/form-data
            Content-Type: application/x-www-form-urlencoded
            """);

    private static final List<String> NOT_A_PURCHASE = lines("""

            null
            7
            true
            "x"
            []
            {}
            NaN
            {
            }
            <xml/>
            a=b
            \0
            {"":0}
            {"customer":}
            {'customer':'x'}
            {"customer":"x",}
            {"items":[{}]}
            """);

    private static final List<String> BROKEN_JSON = lines("""
            %s{}
            %s]
            %s,
            %sx
            [%s]
            {%s}
            /**/%s
            %s null
            """);

    private static final List<String> INVALID_NUMBERS = lines("""
            01
            +1
            0x1
            NaN
            .5
            1.
            1_000
            1,"quantity":2
            """);

    private static final List<String> INVALID_UTF_8 = List.of(
            "\u00ff",
            "\u00c3(",
            "\u00c0\u0080",
            "\u00ed\u00a0\u0080",
            "\u00f5\u0080\u0080\u0080",
            "\u0080",
            "\n",
            "\0");

    private static final List<String> UNUSUAL_HEADERS = lines("""
            Idempotency-Key:
            Idempotency-Key: "
            Idempotency-Key: çãé💣
            Idempotency-Key: ../../x
            Idempotency-Key: a, b
            Prefer: wait=-1
            Prefer: wait=99999999999999999999
            Prefer: wait=x
            Prefer: ;;,=
            Prefer: respond-async; ;=
            Accept: text/html
            Accept: application/xml
            Accept: ???
            Accept-Language: xx-💣
            Content-Encoding: gzip
            Origin: https://elsewhere.example
            X-Forwarded-Proto: gopher
            Idempotency-Key: %s""".formatted("k".repeat(5_000)));

    private static final List<String> QUERY_VALUES = lines("""

            -1
            0
            x
            1e9
            99999999999999999999
            RUNNING,
            &limit=
            """);

    /** Request heads. A tilde separates lines. */
    private static final List<String> INVALID_HTTP = lines("""
            GET
            GET /purchases HTTP/1.1
            \0\0\0\0
            GET /purchases|{}^ HTTP/1.1~Host: x
            GET /pur chases HTTP/1.1~Host: x
            GET /purchases HTTP/1.1~Host: x~No colon
            GET /purchases HTTP/1.1~Host: x~A: \0
            GET /purchases HTTP/1.1~Host: x~A: %s
            POST /purchases HTTP/1.1~Host: x~Content-Length: -1
            POST /purchases HTTP/1.1~Host: x~Content-Length: x
            POST /purchases HTTP/1.1~Host: x~Content-Length: 1~Content-Length: 2
            """.formatted("x".repeat(40_000)));

    private final Random random;
    private final String target;
    private final ObjectNode valid;

    /**
     * @param target accepts {@code valid} by POST; a {@code %d} in it is replaced by a random number
     * @param valid a valid body
     */
    BadRequestGenerator(long seed, String target, ObjectNode valid) {
        this.random = new Random(seed);
        this.target = target;
        this.valid = valid;
    }

    BadRequest next() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> invalidField();
            case 8, 9 -> truncatedBody();
            case 10, 11 -> notAPurchase();
            case 12 -> invalidUtf8();
            case 13 -> wrongContentType();
            case 14 -> unusualHeader();
            case 15, 16 -> unusualId();
            case 17 -> unusualQuery();
            case 18 -> tooDeepOrTooLarge();
            default -> invalidHttp();
        };
    }

    private BadRequest invalidField() {
        String field = anyOf(InvalidValues.FIELDS);
        String value = InvalidValues.of(field, random);
        return post(field + ": " + value, with(field, value), field);
    }

    private BadRequest truncatedBody() {
        String whole = valid.toString();
        String part = whole.substring(0, random.nextInt(whole.length()));
        return post("truncated: " + part, part, null);
    }

    private BadRequest notAPurchase() {
        String body = switch (random.nextInt(3)) {
            case 0 -> anyOf(BROKEN_JSON).formatted(valid);
            case 1 -> with("items[0].quantity", anyOf(INVALID_NUMBERS));
            default -> anyOf(NOT_A_PURCHASE);
        };
        return post("not a purchase: " + body, body, null);
    }

    private BadRequest invalidUtf8() {
        String[] halves = valid.toString().split("ã", 2);
        String body = bytes(halves[0]) + anyOf(INVALID_UTF_8) + bytes(halves[1]);
        return BadRequest.post("invalid UTF-8: " + body, target(), body, null, JSON);
    }

    private BadRequest wrongContentType() {
        String type = anyOf(WRONG_CONTENT_TYPES);
        return BadRequest.post(type, target(), bytes(valid.toString()), null, type);
    }

    private BadRequest unusualHeader() {
        String header = anyOf(UNUSUAL_HEADERS);
        String body = bytes(with("items[0].quantity", "0"));
        return BadRequest.post(header, target(), body, null, JSON, bytes(header));
    }

    private BadRequest tooDeepOrTooLarge() {
        String body = switch (random.nextInt(5)) {
            case 0 -> "[".repeat(random.nextInt(50, 60_000));
            case 1 -> "{\"items\":".repeat(random.nextInt(50, 5_000));
            case 2 -> with("customer", "[".repeat(500) + "]".repeat(500));
            case 3 -> with("items[0].quantity", "9".repeat(random.nextInt(20, 5_000)));
            default -> with("customer", '"' + "x".repeat(random.nextInt(5_000, 1_500_000)) + '"');
        };
        return post("too deep or too large: " + body, body, null);
    }

    private BadRequest unusualId() {
        String purchase = "/purchases/" + anyOf(InvalidValues.PATH_IDS);
        return switch (random.nextInt(3)) {
            case 0 -> BadRequest.withoutBody("GET", purchase + anyOf(List.of("", "/history", "/events", "/", "/x")));
            case 1 ->
                BadRequest.withoutBody("POST", purchase + anyOf(List.of("/cancel", "/run-now", "/resolve", "/do", "")));
            default ->
                BadRequest.withoutBody(anyOf(List.of("DELETE", "PUT", "PATCH", "TRACE", "BREW", "post")), purchase);
        };
    }

    private BadRequest unusualQuery() {
        String name = anyOf(List.of("limit", "after", "status", "needsAttention", "q", "nothing"));
        String value = anyOf(random.nextBoolean() ? QUERY_VALUES : InvalidValues.PATH_IDS);
        return BadRequest.withoutBody("GET", "/purchases?%s=%s".formatted(name, value));
    }

    private BadRequest invalidHttp() {
        String raw = anyOf(INVALID_HTTP).replace("~", "\r\n") + "\r\n\r\n";
        return new BadRequest(raw, raw, null, Set.of(), false);
    }

    private BadRequest post(String description, String body, @Nullable String field) {
        return BadRequest.post(description, target(), bytes(body), field, JSON);
    }

    private String with(String field, String value) {
        ObjectNode copy = valid.deepCopy();
        String pointer = "/" + field.replaceAll("[.\\[]", "/").replace("]", "");
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, slash));
        if (!(parent instanceof ObjectNode object)) {
            return copy.set("items", copy.arrayNode().addRawValue(new RawValue(value)))
                    .toString();
        }
        String name = pointer.substring(slash + 1);
        object.remove(name);
        if (!value.equals(InvalidValues.ABSENT)) {
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

    /** The text in UTF-8, with one char per byte. */
    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
