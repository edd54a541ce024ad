package maestro.acceptance;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What each field of a purchase must not be: JSON texts, or {@link #ABSENT}. */
final class BadValues {

    static final String ABSENT = "absent";

    private static final List<String> NO_TEXT = words("""
            absent null 7 -1.5 true [] {} ["x"] "" "\\t" "\\u0020" "a\\u0000b" "a\\r\\nSet-Cookie:b" "\\u001b[2J" \
            "\\ud800" "\\udc00x" "x\\ud83d"
            """);

    private static final List<String> NO_TOKEN = words("""
            "../../etc/passwd" ".." "a\\u0020b" "não" "-x" "a/b" "a%2Fb" "💣" "x'or'1'='1" "${jndi:ldap://x}" "<b>"
            """);

    private static final List<String> NO_COUNTRY = words("""
            "br" "B" "BRA" "B1" "ßß" "巴西"
            """);

    private static final List<String> NO_COUNT = words("""
            absent null 0 -1 -2147483648 1000001 2147483647 2147483648 4294967297 9223372036854775808 -9223372036854775809 \
            1.5 0.1 -0.5 1.0 1e2 1e400 1e-400 "1" "" "many" true [] [1] {}""");

    private static final List<String> NO_OBJECT = words("""
            absent null 7 "" "x" true [] [{}]""");

    private static final List<String> NO_LIST = words("""
            absent null 7 "" "x" true {} []""");

    private static final String ITEM = "{\"sku\":\"BOOK-DDD\",\"quantity\":1}";

    /** By the path that an answer names the field by. */
    private static final Map<String, List<String>> BY_FIELD = Map.ofEntries(
            entry("customer", NO_TEXT),
            entry("items", and(NO_LIST, "[" + (ITEM + ",").repeat(100) + ITEM + "]")),
            entry("items[0]", NO_OBJECT.subList(1, NO_OBJECT.size())),
            entry("items[0].sku", and(NO_TEXT, NO_TOKEN)),
            entry("items[0].quantity", NO_COUNT),
            entry("payment", NO_OBJECT),
            entry("payment.token", and(NO_TEXT, NO_TOKEN)),
            entry("shipTo", NO_OBJECT),
            entry("shipTo.name", NO_TEXT),
            entry("shipTo.street", NO_TEXT),
            entry("shipTo.city", NO_TEXT),
            entry("shipTo.postalCode", NO_TEXT),
            entry("shipTo.country", and(NO_TEXT, NO_COUNTRY)));

    static final List<String> FIELDS = BY_FIELD.keySet().stream().sorted().toList();

    /** What may stand for an id in a path, percent-encoded where it must be to get through at all. */
    static final List<String> PATH_IDS = Stream.concat(
                    Stream.of("x".repeat(65), "x".repeat(5_000)), words("""
            %00 a%00b %0d%0aX:y ..%2f..%2fetc%2fpasswd %2e%2e ..; %5c..%5c %ff%fe %c0%af %F0%9F%92%A3 %E2%80%AE - .hidden \
            a%20b %20 '%20or%20'1'='1 %3Cscript%3E a;b=c {id} null undefined 0 -1 99999999999999999999 \
            00000000-0000-0000-0000-00000000000G * ~ %25 % %zz ../x ../../actuator/env""").stream())
            .toList();

    private BadValues() {}

    static String of(String field, RandomGenerator random) {
        List<String> values = BY_FIELD.getOrDefault(field, NO_TEXT);
        return values.containsAll(NO_TEXT) && random.nextInt(8) == 0
                ? tooLong(random)
                : values.get(random.nextInt(values.size()));
    }

    /** Of any script; 254 is the most that any field takes. */
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
