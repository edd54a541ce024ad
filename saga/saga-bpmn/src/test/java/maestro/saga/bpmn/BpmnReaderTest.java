package maestro.saga.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import maestro.saga.bpmn.ParseResult.Refused;
import maestro.saga.flow.ConditionContext;
import maestro.saga.flow.Flow;
import maestro.saga.flow.FlowDefaults;
import maestro.saga.flow.Node.Choice;
import maestro.saga.flow.Node.Fork;
import maestro.saga.flow.Node.Join;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Node.UndecidableException;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a drawing comes to, and why one is refused: each refused one is a good one with one thing changed. */
class BpmnReaderTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void readsTheFlowThatComesAlong() {
        Flow flow = Drawings.read(Drawings.PURCHASE);

        assertThat(flow.steps())
                .extracting(Step::name)
                .containsExactly("checkout", "payment", "stock", "cd", "invoice", "shipping");
        assertThat(flow.steps()).extracting(Step::kind).containsOnly(Kind.COMPENSATABLE);
        assertThat(flow.steps())
                .extracting(step -> step.retryPolicy().attempts())
                .containsOnly(3);
        assertThat(flow.deadline()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void readsStepsAtTheSameTime() {
        Flow flow = Drawings.read(Drawings.PARALLEL);

        var cd = (Task) Drawings.last(flow.start(), "cd");
        assertThat(cd.then())
                .isInstanceOfSatisfying(
                        Fork.class,
                        fork -> assertThat(fork.branches())
                                .allSatisfy(branch -> assertThat(((Task) branch).then())
                                        .isInstanceOfSatisfying(
                                                Join.class,
                                                join -> assertThat(join.arrivals())
                                                        .isEqualTo(2))));
        assertThat(flow.before(Drawings.step(flow, "invoice"))).doesNotContain("shipping");
    }

    @ParameterizedTest
    @CsvSource({"100001, invoice", "100000, shipping"})
    void readsAChoice(long amount, String next) {
        Flow flow = Drawings.read(Drawings.EXCLUSIVE);

        var choice = (Choice) ((Task) Drawings.last(flow.start(), "cd")).then();
        var taken = (Task) choice.taken(facts("{\"total\":{\"amount\":%d}}".formatted(amount)));

        assertThat(taken.step().name()).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"total\":7}", "{\"total\":{\"amount\":\"much\"}}", "{\"total\":{\"amount\":null}}"})
    void neverGuessesWhatAConditionComesTo(String receipt) {
        var choice =
                (Choice) ((Task) Drawings.last(Drawings.read(Drawings.EXCLUSIVE).start(), "cd")).then();

        Assertions.assertThatExceptionOfType(UndecidableException.class).isThrownBy(() -> choice.taken(facts(receipt)));
    }

    @Test
    void readsWhatAStepSaysOfItself() {
        Flow flow = Drawings.read(Drawings.with("cd", """
                <camunda:property name="attempts" value="7" /><camunda:property name="timeout" value="PT3S" />
                <camunda:property name="backoff" value="50ms" /><camunda:property name="backoff-ceiling" value="1s" />
                <camunda:property name="undo-backoff-ceiling" value="1m" />"""));

        Step cd = Drawings.step(flow, "cd");
        assertThat(cd.retryPolicy().attempts()).isEqualTo(7);
        assertThat(cd.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(cd.retryPolicy().forward().first()).isEqualTo(Duration.ofMillis(50));
        assertThat(cd.retryPolicy().forward().ceiling()).isEqualTo(Duration.ofSeconds(1));
        assertThat(cd.retryPolicy().backward().ceiling()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsTheSameFlowWhateverAProcessIsSetTo() {
        Duration hour = Duration.ofHours(1);
        Duration second = Duration.ofSeconds(1);
        var strange = new FlowDefaults(1000, second, hour, second, second, second);

        assertThat(Drawings.reader(strange).read("purchase", 1, Drawings.PURCHASE))
                .isInstanceOf(ParseResult.Read.class);
        assertThat(Drawings.reader(strange)
                        .read(
                                "purchase",
                                1,
                                Drawings.with("cd", "<camunda:property name=\"backoff-ceiling\" value=\"2s\" />")))
                .isInstanceOf(ParseResult.Read.class);
    }

    @Test
    void readsAPivotAndWhatComesAfterIt() {
        String pivot = Drawings.withoutUndo(
                Drawings.with("invoice", "<camunda:property name=\"kind\" value=\"pivot\" />"), "invoice");
        String both = Drawings.withoutUndo(
                pivot.replace(
                        "value=\"shipping\" />",
                        "value=\"shipping\" /><camunda:property name=\"kind\" value=\"retriable\" />"),
                "shipping");

        assertThat(Drawings.read(both).steps()).extracting(Step::kind).endsWith(Kind.PIVOT, Kind.RETRIABLE);
        assertThat(problems(pivot)).anyMatch(problem -> problem.contains("can't come after the pivot"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            value="invoice" />                | value="bills" />                    | There is no service "bills"
            value="invoice" />                | value="cd" />                       | is called by another task already
            name="service" value="invoice"    | name="server" value="invoice"       | There is no property "server"
            sourceRef="cd" targetRef="invoice"| sourceRef="cd" targetRef="stock"    | It closes a loop
            sourceRef="cd" targetRef="invoice"| sourceRef="cd" targetRef="nowhere"  | nowhere
            triggeredByEvent="true"           | triggeredByEvent="false"            | Only an event sub-process
            isExecutable="true"               | isExecutable="false"                | xecutable
            <serviceTask id="cd" name="Take   | <userTask id="cd" name="Take        | cd
            <compensateEventDefinition id="undo-all-definition" /> | <terminateEventDefinition />   | compensation
            <errorEventDefinition id="failed-definition" />        | <errorEventDefinition errorRef="x" /> | It catches one error only
            """)
    void refusesWithTheReason(String good, String bad, String reason) {
        assertThat(Drawings.PURCHASE).contains(good);

        assertThat(problems(Drawings.PURCHASE.replace(good, bad))).anyMatch(problem -> problem.contains(reason));
    }

    @Test
    void refusesAStepThatCannotBeUndone() {
        assertThat(problems(Drawings.withoutUndo(Drawings.PURCHASE, "cd"))).isNotEmpty();
    }

    @Test
    void namesElementLabelAndLineOfEachProblem() {
        String two =
                Drawings.PURCHASE.replace("value=\"cd\"", "value=\"x\"").replace("value=\"invoice\"", "value=\"y\"");

        List<Problem> problems = ((Refused) Drawings.reader().read("purchase", 1, two)).problems();

        assertThat(problems).hasSize(2);
        assertThat(problems).extracting(Problem::element).containsExactly("cd", "invoice");
        assertThat(problems).extracting(Problem::name).containsExactly("Take picking slot", "Issue invoice");
        assertThat(two.lines().toList().get(problems.getFirst().line() - 1)).contains("value=\"x\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<x/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
                "<!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><l>&c;</l>",
                "<?xml version=\"1.0\"?><definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>"
            })
    void refusesWhatIsNoProcess(String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    /** Nothing of Java can be reached, and nothing that takes long. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "T(java.lang.Runtime).getRuntime().exec('id') != null",
                "purchase.getClass() != null",
                "''.getClass().forName('java.lang.Runtime') != null",
                "purchase.customer.matches('(a+)+$')",
                "[1,2,3].all(x, [1,2,3].all(y, x == y))",
                "java.lang.System.exit(1) == null",
                "type(purchase) == map",
                "receipts.shipping.tracking == 'x'",
                "receipts == {}",
                "1 + 1",
                "true ||",
                "${true}"
            })
    void refusesAConditionThatIsMoreThanOne(String condition) {
        assertThat(problems(Drawings.EXCLUSIVE.replace(
                        "receipts.checkout.total.amount &gt; 100000",
                        condition.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))))
                .isNotEmpty();
    }

    @Test
    void refusesAConditionThatIsTooLongOrTooDeep() {
        assertThat(problems(withCondition("true && ".repeat(200).replace("&", "&amp;") + "true")))
                .isNotEmpty();
        assertThat(problems(withCondition("(".repeat(100) + "true" + ")".repeat(100))))
                .isNotEmpty();
    }

    private static String withCondition(String condition) {
        return Drawings.EXCLUSIVE.replace("receipts.checkout.total.amount &gt; 100000", condition);
    }

    private static ConditionContext facts(String checkout) {
        return new ConditionContext(
                JSON.readTree("{\"customer\":\"ana\"}"), Map.<String, JsonNode>of("checkout", JSON.readTree(checkout)));
    }

    private static List<String> problems(String xml) {
        return Drawings.reader().read("purchase", 1, xml) instanceof Refused refused
                ? refused.problems().stream().map(Problem::toString).toList()
                : List.of();
    }
}
