package maestro.acceptance;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What each field of a purchase must not be, as JSON text; the empty text stands for a field that is left out. */
final class BadValues {

    private static final List<String> NO_TEXT = List.of(
            "",
            "null",
            "7",
            "-1.5",
            "true",
            "[]",
            "{}",
            "[\"x\"]",
            "\"\"",
            "\"   \"",
            "\"\\t\"",
            "\"a\\u0000b\"",
            "\"a\\r\\nSet-Cookie: b=c\"",
            "\"\\u001b[2J\"",
            "\"\\ud800\"",
            "\"\\udc00x\"");

    private static final List<String> NO_TOKEN = List.of(
            "\"../../etc/passwd\"",
            "\"..\"",
            "\"a b\"",
            "\"não\"",
            "\"-x\"",
            "\"a/b\"",
            "\"a%2Fb\"",
            "\"💣\"",
            "\"x' or '1'='1\"",
            "\"${jndi:ldap://x}\"");

    private static final List<String> NO_COUNTRY = List.of("\"br\"", "\"B\"", "\"BRA\"", "\"B1\"", "\"ßß\"", "\"巴西\"");

    private static final List<String> NO_COUNT = List.of(
            "",
            "null",
            "0",
            "-1",
            "-2147483648",
            "1000001",
            "2147483647",
            "2147483648",
            "4294967297",
            "9223372036854775808",
            "-9223372036854775809",
            "1.5",
            "0.1",
            "-0.5",
            "1e400",
            "\"1\"",
            "\"\"",
            "\"many\"",
            "true",
            "[]",
            "[1]",
            "{}");

    private static final List<String> NO_OBJECT = List.of("", "null", "7", "\"\"", "\"x\"", "true", "[]", "[{}]");

    private static final List<String> NO_LIST = List.of("", "null", "7", "\"\"", "\"x\"", "true", "{}", "[]");

    private static final String ITEM = "{\"sku\":\"BOOK-DDD\",\"quantity\":1}";

    /** By the path that an answer names the field by. */
    private static final Map<String, List<String>> BY_FIELD = Map.ofEntries(
            Map.entry("customer", NO_TEXT),
            Map.entry("items", both(NO_LIST, List.of("[" + (ITEM + ",").repeat(100) + ITEM + "]"))),
            Map.entry(
                    "items[0]",
                    NO_OBJECT.stream().filter(value -> !value.isEmpty()).toList()),
            Map.entry("items[0].sku", both(NO_TEXT, NO_TOKEN)),
            Map.entry("items[0].quantity", NO_COUNT),
            Map.entry("payment", NO_OBJECT),
            Map.entry("payment.token", both(NO_TEXT, NO_TOKEN)),
            Map.entry("shipTo", NO_OBJECT),
            Map.entry("shipTo.name", NO_TEXT),
            Map.entry("shipTo.street", NO_TEXT),
            Map.entry("shipTo.city", NO_TEXT),
            Map.entry("shipTo.postalCode", NO_TEXT),
            Map.entry("shipTo.country", both(NO_TEXT, NO_COUNTRY)));

    static final List<String> FIELDS = BY_FIELD.keySet().stream().sorted().toList();

    /** What may stand for an id in a path, percent-encoded where it must be to get through at all. */
    static final List<String> PATH_IDS = List.of(
            "%00",
            "a%00b",
            "%0d%0aX:y",
            "..%2f..%2fetc%2fpasswd",
            "%2e%2e",
            "..;",
            "%5c..%5c",
            "%ff%fe",
            "%c0%af",
            "%F0%9F%92%A3",
            "%E2%80%AE",
            "-",
            ".hidden",
            "a%20b",
            "%20",
            "'%20or%20'1'='1",
            "%3Cscript%3E",
            "a;b=c",
            "{id}",
            "null",
            "undefined",
            "0",
            "-1",
            "99999999999999999999",
            "x".repeat(65),
            "x".repeat(5_000),
            "00000000-0000-0000-0000-00000000000G",
            "*",
            "~",
            "%25",
            "%",
            "%zz");

    private BadValues() {}

    static String of(String field, RandomGenerator random) {
        List<String> values = BY_FIELD.getOrDefault(field, NO_TEXT);
        return values.contains(NO_TEXT.getLast()) && random.nextInt(8) == 0
                ? tooLong(random)
                : values.get(random.nextInt(values.size()));
    }

    /** Of any script; 254 is the most that any field takes. */
    private static String tooLong(RandomGenerator random) {
        String symbol = Character.toString(random.nextInt('a', 0xd7ff));
        return '"' + symbol.repeat(random.nextInt(255, 3_000)) + '"';
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
