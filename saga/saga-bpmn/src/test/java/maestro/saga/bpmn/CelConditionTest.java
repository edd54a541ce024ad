package maestro.saga.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Set;
import maestro.saga.bpmn.ConditionCompiler.InvalidConditionException;
import maestro.saga.flow.ConditionContext;
import maestro.saga.flow.Node.UndecidableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CelConditionTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode INPUT = JSON.readTree("""
            {"customer":"ana@example.com","items":[{"sku":"BOOK-DDD","quantity":2},{"sku":"MUG","quantity":1}],
             "shipTo":{"country":"BR"},"weight":1.5,"gift":true,"note":null,"large":9223372036854775808,
             "huge":1e400}""");
    private static final JsonNode RECEIPT = JSON.readTree("{\"total\":{\"amount\":12990}}");
    private static final ConditionContext CONTEXT = new ConditionContext(INPUT, Map.of("checkout", RECEIPT));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purchase.shipTo.country == 'BR'",
                "purchase.gift",
                "size(purchase.items) == 2",
                "purchase.items[0].quantity > purchase.items[1].quantity",
                "purchase['shipTo']['country'] in ['BR', 'PT']",
                "purchase.customer.endsWith('@example.com') && !purchase.customer.contains('bob')",
                "purchase.weight > 1",
                "purchase.weight < 2 && purchase.weight * 2.0 == 3.0",
                "receipts.checkout.total.amount / 100 >= 129",
                "receipts['checkout'].total.amount == 12990",
                "has(receipts.checkout) && !has(receipts.payment) && !has(purchase.absent)",
                "purchase.note == null",
                "purchase.absent == 1 || purchase.gift",
                "purchase.gift ? true : purchase.absent",
            })
    void evaluatesToTrue(String condition) {
        assertThat(ConditionCompiler.compile(condition, Set.of("checkout", "payment"))
                        .holds(CONTEXT))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purchase.absent == 1",
                "purchase.shipTo.country > 1",
                "purchase.customer",
                "purchase.note.text == 'x'",
                "purchase.items[2].quantity == 1",
                "receipts.payment.amount > 1",
                "1 / (purchase.items[1].quantity - 1) == 1",
                "9223372036854775807 + purchase.items[0].quantity > 0",
                "!purchase.customer",
                "size(purchase.weight) == 1"
            })
    void isUndecidableIfValueIsMissingOrOfWrongType(String condition) {
        assertThatExceptionOfType(UndecidableException.class)
                .isThrownBy(() -> ConditionCompiler.compile(condition, Set.of("checkout", "payment"))
                        .holds(CONTEXT))
                .withMessageStartingWith("\"" + condition + "\"");
    }

    @Test
    void namesMissingValue() {
        assertThatExceptionOfType(UndecidableException.class)
                .isThrownBy(() -> ConditionCompiler.compile("purchase.absent == 1", Set.of())
                        .holds(CONTEXT))
                .withMessageContaining("absent")
                .withMessageNotContaining("evaluation error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"purchase.large > 1", "purchase.large + 1 > 1", "purchase.huge > 1.0"})
    void isUndecidableIfNumberIsTooLarge(String condition) {
        assertThatExceptionOfType(UndecidableException.class)
                .isThrownBy(() -> ConditionCompiler.compile(condition, Set.of()).holds(CONTEXT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purchase.getClass().forName('java.lang.Runtime') != null",
                "T(java.lang.Runtime).getRuntime() != null",
                "java.lang.System.exit(1) == null",
                "purchase.class.classLoader != null || unknown",
                "purchase.customer.matches('(a+)+$')",
                "matches(purchase.customer, '(a|a)*b')",
                "purchase.items.exists(i, i.quantity > 1)",
                "[1,2,3].map(x, [1,2,3].map(y, x * y)).size() == 3",
                "timestamp('2026-01-01T00:00:00Z') < timestamp('2027-01-01T00:00:00Z')",
                "type(purchase) == map",
                "string(purchase) == ''",
                "dyn(1) == 1",
                "google.protobuf.Any{} == null",
                "{'a': 1}.a == 1",
                "''.getClass().forName('java.lang.Runtime') != null",
                "[1,2,3].all(x, [1,2,3].all(y, x == y))",
                "${true}",
                "receipts == {}",
                "receipts == null",
                "size(receipts) == 1",
                "'checkout' in receipts",
                "receipts[purchase.customer] == null",
                "receipts.shipping.tracking == ''",
                "cel.bind(a, 1, a) == 1",
                "1 + 1",
                "'yes'",
                "",
                ")",
                "`purchase`.gift",
                "purchase.?gift == 1",
                "true // \n || false)"
            })
    void refusesUnsupportedExpression(String condition) {
        assertThatExceptionOfType(InvalidConditionException.class)
                .isThrownBy(() -> ConditionCompiler.compile(condition, Set.of("checkout")))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "!", "-", "{1:", "a.", "a[", "true?", "1+", "f(", "'", "\"\"\"", "\\"})
    void refusesDeepNestingAndTooLongText(String part) {
        assertThatExceptionOfType(InvalidConditionException.class)
                .isThrownBy(() ->
                        ConditionCompiler.compile(part.repeat(ConditionCompiler.MAX_LENGTH / part.length()), Set.of()));
        assertThatExceptionOfType(InvalidConditionException.class)
                .isThrownBy(() -> ConditionCompiler.compile(part.repeat(1_000_000), Set.of()));
    }
}
