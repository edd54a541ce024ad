package maestro.saga.bpmn;

import static maestro.saga.bpmn.BpmnEdits.replace;
import static maestro.saga.bpmn.BpmnEdits.withProperty;
import static maestro.saga.bpmn.BpmnEdits.withoutUndo;
import static maestro.saga.bpmn.SampleFlows.EXCLUSIVE;
import static maestro.saga.bpmn.SampleFlows.PARALLEL;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static maestro.saga.bpmn.SampleFlows.SERVICES;
import static maestro.saga.bpmn.SampleFlows.problems;
import static maestro.saga.bpmn.SampleFlows.read;
import static maestro.saga.bpmn.SampleFlows.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;
import maestro.saga.flow.ConditionContext;
import maestro.saga.flow.Flow;
import maestro.saga.flow.FlowDefaults;
import maestro.saga.flow.Node;
import maestro.saga.flow.Node.Choice;
import maestro.saga.flow.Node.Fork;
import maestro.saga.flow.Node.Join;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Node.UndecidableException;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BpmnReaderTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void readsFlowOfOrchestrator() {
        Flow flow = read(PURCHASE);

        assertThat(flow.steps()).extracting(Step::name).containsExactlyElementsOf(SERVICES);
        assertThat(flow.steps()).extracting(Step::kind).containsOnly(Kind.COMPENSATABLE);
        assertThat(flow.steps())
                .extracting(step -> step.retryPolicy().attempts())
                .containsOnly(3);
        assertThat(flow.deadline()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void readsParallelSteps() {
        Flow flow = read(PARALLEL);

        assertThat(nodeAfter(flow, "cd"))
                .isInstanceOfSatisfying(
                        Fork.class,
                        fork -> assertThat(fork.branches())
                                .allSatisfy(branch -> assertThat(((Task) branch).then())
                                        .isInstanceOfSatisfying(
                                                Join.class,
                                                join -> assertThat(join.arrivals())
                                                        .isEqualTo(2))));
        assertThat(flow.before(step(flow, "invoice"))).doesNotContain("shipping");
    }

    @ParameterizedTest
    @CsvSource({"100001, invoice", "100000, shipping"})
    void readsChoice(long amount, String next) {
        var choice = (Choice) nodeAfter(read(EXCLUSIVE), "cd");
        var taken = (Task) choice.taken(context("{\"total\":{\"amount\":%d}}".formatted(amount)));

        assertThat(taken.step().name()).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"total\":7}", "{\"total\":{\"amount\":\"much\"}}", "{\"total\":{\"amount\":null}}"})
    void doesNotTakeDefaultFlowIfConditionIsUndecidable(String receipt) {
        var choice = (Choice) nodeAfter(read(EXCLUSIVE), "cd");

        assertThatExceptionOfType(UndecidableException.class).isThrownBy(() -> choice.taken(context(receipt)));
    }

    @Test
    void readsPivotAndRetriableStep() {
        String xml = withoutUndo(withoutUndo(PURCHASE, "invoice", "pivot"), "shipping", "retriable");

        assertThat(read(xml).steps()).extracting(Step::kind).endsWith(Kind.PIVOT, Kind.RETRIABLE);
    }

    @Test
    void acceptsSameFilesWithAnyDefaults() {
        Duration hour = Duration.ofHours(1);
        Duration second = Duration.ofSeconds(1);
        var defaults = new FlowDefaults(1000, second, hour, second, second, second);

        assertThat(SampleFlows.parse(PURCHASE, defaults)).isInstanceOf(ParseResult.Read.class);
        assertThat(SampleFlows.parse(withProperty(PURCHASE, "cd", "backoff-ceiling", "2s"), defaults))
                .isInstanceOf(ParseResult.Read.class);
    }

    @Test
    void reportsAllProblemsWithIdNameAndLine() {
        String xml = withoutUndo(PURCHASE, "stock");
        xml = replace(xml, "name=\"service\" value=\"cd\"", "name=\"service\"\n   value=\"fax\"");
        xml = replace(
                xml,
                "<serviceTask id=\"payment\" name=\"Charge payment\">",
                "<serviceTask\n  id=\"payment\"\n  startQuantity=\"2\" name=\"Charge payment\">");

        assertThat(problems(xml))
                .extracting(Problem::element, Problem::name, Problem::line)
                .containsExactly(
                        tuple("payment", "Charge payment", lineOf(xml, "id=\"payment\"") - 1),
                        tuple("stock", "Reserve stock", lineOf(xml, "<serviceTask id=\"stock\"")),
                        tuple("cd", "Take picking slot", lineOf(xml, "value=\"fax\"") - 1));
    }

    private static int lineOf(String xml, String part) {
        return (int) xml.substring(0, xml.indexOf(part)).lines().count();
    }

    /** @param step a step that has only steps before it */
    private static Node nodeAfter(Flow flow, String step) {
        Node node = flow.start();
        while (node instanceof Task task && !task.step().name().equals(step)) {
            node = task.then();
        }
        return ((Task) node).then();
    }

    private static ConditionContext context(String checkout) {
        return new ConditionContext(
                JSON.readTree("{\"customer\":\"ana\"}"), Map.of("checkout", JSON.readTree(checkout)));
    }
}
