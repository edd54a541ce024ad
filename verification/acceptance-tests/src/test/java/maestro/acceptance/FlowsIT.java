package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import maestro.acceptance.Setup.Runs;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Saga.Event;
import maestro.stack.Shop;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fault 34: what is drawn is what runs, and a purchase ends by the drawing that it began with. */
@Runs(Setup.TWO_ON_POSTGRES)
class FlowsIT extends Scenario {

    private static final Path DRAWINGS = Path.of("..", "..", "saga", "saga-bpmn", "src", "test", "resources", "flows");

    /** In this time the other replica has looked for a new version several times. */
    private static final Duration SWEEPS = Duration.ofSeconds(30);

    private final Shop other;
    private String original = "";

    FlowsIT(Stack stack) {
        super(stack);
        this.other = stack.shop("orchestrator-2");
    }

    @BeforeEach
    void rememberTheDrawing() {
        original = shop.drawing().body();
    }

    @AfterEach
    void deployTheDrawingAgain() {
        whenDeployed(original);
    }

    @Test
    void callEachTaskOfTheDrawing() {
        Saga saga = shop.buy(Basket.oneBook()).saga();

        assertThat(stepsDone(saga.id()))
                .containsExactlyInAnyOrderElementsOf(services(original))
                .hasSize(6);
    }

    @Test
    void beginByTheNewDrawingAndEndByTheOld() {
        given("cd", "{\"kind\":\"hang\",\"delayMs\":1500,\"times\":1}");
        String before = shop.startBuying(Basket.oneBook());
        shop.await(before, saga -> saga.step("cd").status().equals("RUNNING"));

        int version = whenDeployed(swapped(original));
        Saga after = shop.buy(Basket.oneBook()).saga();

        assertThat(after.flowVersion()).isEqualTo(version);
        assertThat(stepsDone(after.id())).containsExactly("checkout", "payment", "stock", "cd", "shipping", "invoice");
        assertThat(shop.awaitFinal(before).flowVersion()).isLessThan(version);
        assertThat(stepsDone(before)).containsExactly("checkout", "payment", "stock", "cd", "invoice", "shipping");
        thenTheAuditIsClean();
    }

    @Test
    void undoByTheOldDrawingAlsoAfterACrashAtAnotherReplica() {
        Totals before = stack.totals();
        given("shipping", "{\"kind\":\"refuse\"}");
        given("cd", "{\"on\":\"undo\"}");
        String id = shop.startBuying(Basket.oneBook());
        shop.await(id, saga -> saga.step("cd").status().equals("UNDOING"));

        whenDeployed(swapped(original));
        stack.service(Stack.ORCHESTRATOR).kill();
        stack.participant("cd").clearFaults();
        other.awaitUndone(id);
        stack.service(Stack.ORCHESTRATOR).bringBack();

        thenUnwoundInReverseFrom("shipping", id);
        thenNobodyHolds(id);
        assertThat(stack.totals()).isEqualTo(before);
    }

    @Test
    void reachTheOtherReplica() {
        int version = whenDeployed(swapped(original));

        await("the other one begins by version " + version)
                .atMost(SWEEPS)
                .until(() -> other.buy(Basket.oneBook()).saga().flowVersion() == version);
        assertThat(other.drawing().header("ETag")).isEqualTo("\"%d\"".formatted(version));
    }

    @Test
    void callStepsAtTheSameTimeAndUndoThemInReverseOfCompletion() throws IOException {
        whenDeployed(drawing("parallel.bpmn"));
        given("invoice", "{\"kind\":\"delay\",\"delayMs\":600}");

        Saga saga = shop.buy(Basket.oneBook()).saga();
        shop.cancel(saga.id(), "not wanted");

        assertThat(stepsDone(saga.id())).endsWith("shipping", "invoice");
        assertThat(types(shop.awaitUndone(saga.id()).id(), "UNDO_DONE"))
                .containsExactly("invoice", "shipping", "cd", "stock", "payment", "checkout");
        thenNobodyHolds(saga.id());
        thenTheAuditIsClean();
    }

    @Test
    void goByTheConditionThatHolds() throws IOException {
        whenDeployed(drawing("exclusive.bpmn"));

        Saga small = shop.buy(Basket.oneBook()).saga();
        Saga large = shop.buy(Basket.of("BOOK-DDD", 20)).saga();

        assertThat(List.of(small.status(), large.status())).containsOnly("COMPLETED");
        assertThat(stepsDone(small.id())).isNotEqualTo(stepsDone(large.id()));
        thenTheAuditIsClean();
    }

    @Test
    void refuseADrawingWithEveryProblemNamed() {
        String broken = original.replace("value=\"invoice\"", "value=\"invoices\"")
                .replace("value=\"shipping\"", "value=\"ships\"");

        Answer answer = shop.deploy(broken);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("flow-refused");
        assertThat(answer.json().path("problems").toString()).contains("invoices", "ships", "\"line\":");
        assertThat(shop.drawing().body()).isEqualTo(original);
    }

    @Test
    void letOneOfTwoBeFirst() {
        String tag = shop.drawing().header("ETag");

        Answer first = shop.deploy(swapped(original), "If-Match", tag);
        Answer second = shop.deploy(original + "<!-- mine -->", "If-Match", tag);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("flow-overtaken");
    }

    @Test
    void keepAVersionThatAPurchaseBeganWith() {
        int used = whenDeployed(swapped(original));
        shop.buy(Basket.oneBook());
        int unused = whenDeployed(original + "<!-- nobody buys -->");
        assertThat(shop.removeVersion(unused).status()).as("the newest").isEqualTo(409);
        whenDeployed(original);

        assertThat(shop.removeVersion(used).status()).isEqualTo(409);
        assertThat(shop.removeVersion(unused).status()).isEqualTo(204);
        assertThat(shop.removeVersion(unused).status()).isEqualTo(404);
    }

    private int whenDeployed(String bpmn) {
        Answer answer = shop.deploy(bpmn);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer.json().path("version").intValue();
    }

    private List<String> stepsDone(String id) {
        return types(id, "DO_DONE");
    }

    private List<String> types(String id, String type) {
        return shop.history(id).stream()
                .filter(event -> event.type().equals(type))
                .map(Event::step)
                .toList();
    }

    private static String drawing(String file) throws IOException {
        return Files.readString(DRAWINGS.resolve(file));
    }

    /** As somebody would who gives the one box the other's name and service. */
    private static String swapped(String bpmn) {
        return bpmn.replace("value=\"invoice\"", "value=\"?\"")
                .replace("value=\"shipping\"", "value=\"invoice\"")
                .replace("value=\"?\"", "value=\"shipping\"");
    }

    private static Set<String> services(String bpmn) {
        return Pattern.compile("name=\"service\" value=\"([a-z]+)\"")
                .matcher(bpmn)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
