package maestro.acceptance;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Invalid values for the fields of a purchase: JSON texts, or {@link #ABSENT}. */
final class InvalidValues {

    static final String ABSENT = "absent";

    private static final List<String> NOT_TEXT = words("""
            absent null 7 -1.5 true [] {} ["x"] "" "\\t" "\\u0020" "a\\u0000b" "a\\r\\nSet-Cookie:b" "\\u001b[2J" \
            "\\ud800" "\\udc00x" "x\\ud83d"
            """);

    private static final List<String> NOT_A_TOKEN = words("""
            "../../etc/passwd" ".." "a\\u0020b" "não" "-x" "a/b" "a%2Fb" "💣" "x'or'1'='1" "${jndi:ldap://x}" "<b>"
            """);

    private static final List<String> NOT_A_COUNTRY = words("""
            "br" "B" "BRA" "B1" "ßß" "巴西"
            """);

    private static final List<String> NOT_A_COUNT = words("""
            absent null 0 -1 -2147483648 1000001 2147483647 2147483648 4294967297 9223372036854775808 \
            -9223372036854775809 \
            1.5 0.1 -0.5 1.0 1e2 1e400 1e-400 "1" "" "many" true [] [1] {}""");

    private static final List<String> NOT_AN_OBJECT = words("""
            absent null 7 "" "x" true [] [{}]""");

    private static final List<String> NOT_A_LIST = words("""
            absent null 7 "" "x" true {} []""");

    private static final String ITEM = "{\"sku\":\"BOOK-DDD\",\"quantity\":1}";

    /** By the path of the field in problem documents. */
    private static final Map<String, List<String>> BY_FIELD = Map.ofEntries(
            entry("customer", NOT_TEXT),
            entry("items", and(NOT_A_LIST, "[" + (ITEM + ",").repeat(100) + ITEM + "]")),
            entry("items[0]", NOT_AN_OBJECT.subList(1, NOT_AN_OBJECT.size())),
            entry("items[0].sku", and(NOT_TEXT, NOT_A_TOKEN)),
            entry("items[0].quantity", NOT_A_COUNT),
            entry("payment", NOT_AN_OBJECT),
            entry("payment.token", and(NOT_TEXT, NOT_A_TOKEN)),
            entry("shipTo", NOT_AN_OBJECT),
            entry("shipTo.name", NOT_TEXT),
            entry("shipTo.street", NOT_TEXT),
            entry("shipTo.city", NOT_TEXT),
            entry("shipTo.postalCode", NOT_TEXT),
            entry("shipTo.country", and(NOT_TEXT, NOT_A_COUNTRY)));

    static final List<String> FIELDS = BY_FIELD.keySet().stream().sorted().toList();

    /** Unusual ids in paths. They are percent-encoded where a server would reject the request line otherwise. */
    static final List<String> PATH_IDS = Stream.concat(
                    Stream.of("x".repeat(65), "x".repeat(5_000)), words("""
            %00 a%00b %0d%0aX:y ..%2f..%2fetc%2fpasswd %2e%2e ..; %5c..%5c %ff%fe %c0%af %F0%9F%92%A3 %E2%80%AE - \
            .hidden \
            a%20b %20 '%20or%20'1'='1 %3Cscript%3E a;b=c {id} null undefined 0 -1 99999999999999999999 \
            00000000-0000-0000-0000-00000000000G * ~ %25 % %zz ../x ../../actuator/env""").stream())
            .toList();

    private InvalidValues() {}

    static String of(String field, RandomGenerator random) {
        List<String> values = BY_FIELD.getOrDefault(field, NOT_TEXT);
        return values.containsAll(NOT_TEXT) && random.nextInt(8) == 0
                ? tooLong(random)
                : values.get(random.nextInt(values.size()));
    }

    /** Text of a random script, longer than 254 characters, the largest maximum length of a field. */
    private static String tooLong(RandomGenerator random) {
        String symbol = Character.toString(random.nextInt('a', 0xd7ff));
        return '"' + symbol.repeat(random.nextInt(255, 3_000)) + '"';
    }

    private static List<String> and(List<String> some, String one) {
        return and(some, List.of(one));
    }

    private static List<String> and(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split(" +"));
    }
}
