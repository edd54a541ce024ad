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
import maestro.acceptance.StackConfig.UsesStack;
import maestro.stack.HttpReply;
import maestro.stack.OrchestratorClient;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.PurchaseView.Event;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fault 34: the BPMN file defines the flow, and a purchase ends with the version that it began with. */
@UsesStack(StackConfig.TWO_ON_POSTGRES)
class FlowsIT extends AcceptanceTest {

    private static final Path FLOWS = Path.of("..", "..", "saga", "saga-bpmn", "src", "test", "resources", "flows");

    /** Several times the interval at which the replica looks for new versions. */
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(30);

    private final OrchestratorClient replica;
    private String original = "";

    FlowsIT(Stack stack) {
        super(stack);
        this.replica = stack.orchestrator("orchestrator-2");
    }

    @BeforeEach
    void readOriginal() {
        original = orchestrator.flowFile().body();
    }

    @AfterEach
    void deployOriginal() {
        deploy(original);
    }

    @Test
    void callsEachTaskOfFlow() {
        PurchaseView purchase = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(stepsDone(purchase.id()))
                .containsExactlyInAnyOrderElementsOf(services(original))
                .hasSize(6);
    }

    @Test
    void startsWithNewVersionAndEndsWithOldVersion() {
        armFault("cd", "{\"kind\":\"hang\",\"delayMs\":1500,\"times\":1}");
        String before = orchestrator.buyAsync(PurchaseRequest.oneBook());
        orchestrator.awaitStepStatus(before, "cd", "RUNNING");

        int version = deploy(withLastStepsSwapped(original));
        PurchaseView after = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(after.flowVersion()).isEqualTo(version);
        assertThat(stepsDone(after.id())).containsExactly("checkout", "payment", "stock", "cd", "shipping", "invoice");
        assertThat(orchestrator.awaitFinal(before).flowVersion()).isLessThan(version);
        assertThat(stepsDone(before)).containsExactly("checkout", "payment", "stock", "cd", "invoice", "shipping");
        assertAuditClean();
    }

    @Test
    void undoesWithOldVersionAfterAdoptionByReplica() {
        Totals before = stack.totals();
        armFault("shipping", "{\"kind\":\"refuse\"}");
        armFault("cd", "{\"on\":\"undo\"}");
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        orchestrator.awaitStepStatus(id, "cd", "UNDOING");

        deploy(withLastStepsSwapped(original));
        stack.service(Stack.ORCHESTRATOR).kill();
        stack.participant("cd").clearFaults();
        replica.awaitUndone(id);
        stack.service(Stack.ORCHESTRATOR).ensureRunning();

        assertUndoneInReverseFrom("shipping", id);
        assertFullyUndone(id);
        assertThat(stack.totals()).isEqualTo(before);
    }

    @Test
    void deploysToReplica() {
        int version = deploy(withLastStepsSwapped(original));

        await("the replica starts with version " + version)
                .atMost(REFRESH_TIMEOUT)
                .until(() -> replica.buy(PurchaseRequest.oneBook()).purchase().flowVersion() == version);
        assertThat(replica.flowFile().header("ETag")).isEqualTo("\"%d\"".formatted(version));
    }

    @Test
    void runsParallelStepsAndUndoesThemInReverseOfCompletion() throws IOException {
        deploy(readFlow("parallel.bpmn"));
        armFault("invoice", "{\"kind\":\"delay\",\"delayMs\":600}");

        PurchaseView purchase = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        orchestrator.cancel(purchase.id(), "not wanted");

        assertThat(stepsDone(purchase.id())).endsWith("shipping", "invoice");
        assertThat(steps(orchestrator.awaitUndone(purchase.id()).id(), "UNDO_DONE"))
                .containsExactly("invoice", "shipping", "cd", "stock", "payment", "checkout");
        assertFullyUndone(purchase.id());
        assertAuditClean();
    }

    @Test
    void followsConditionOfGateway() throws IOException {
        deploy(readFlow("exclusive.bpmn"));

        PurchaseView small = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        PurchaseView large =
                orchestrator.buy(PurchaseRequest.of("BOOK-DDD", 20)).purchase();

        assertThat(List.of(small.status(), large.status())).containsOnly("COMPLETED");
        assertThat(stepsDone(small.id())).isNotEqualTo(stepsDone(large.id()));
        assertAuditClean();
    }

    @Test
    void rejectsInvalidFlowWithAllProblems() {
        String invalid = original.replace("value=\"invoice\"", "value=\"invoices\"")
                .replace("value=\"shipping\"", "value=\"ships\"");

        HttpReply reply = orchestrator.deployFlow(invalid);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.problem()).isEqualTo("flow-refused");
        assertThat(reply.json().path("problems").toString()).contains("invoices", "ships", "\"line\":");
        assertThat(orchestrator.flowFile().body()).isEqualTo(original);
    }

    @Test
    void rejectsSecondOfTwoConcurrentDeployments() {
        String tag = orchestrator.flowFile().header("ETag");

        HttpReply first = orchestrator.deployFlow(withLastStepsSwapped(original), "If-Match", tag);
        HttpReply second = orchestrator.deployFlow(original + "<!-- second -->", "If-Match", tag);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("flow-overtaken");
    }

    @Test
    void deletesOnlyUnusedVersions() {
        int used = deploy(withLastStepsSwapped(original));
        orchestrator.buy(PurchaseRequest.oneBook());
        int unused = deploy(original + "<!-- unused -->");
        assertThat(orchestrator.deleteFlowVersion(unused).status())
                .as("the newest version")
                .isEqualTo(409);
        deploy(original);

        assertThat(orchestrator.deleteFlowVersion(used).status()).isEqualTo(409);
        assertThat(orchestrator.deleteFlowVersion(unused).status()).isEqualTo(204);
        assertThat(orchestrator.deleteFlowVersion(unused).status()).isEqualTo(404);
    }

    private int deploy(String bpmn) {
        HttpReply reply = orchestrator.deployFlow(bpmn);
        assertThat(reply.status()).as(reply.body()).isIn(200, 201);
        return reply.json().path("version").intValue();
    }

    private List<String> stepsDone(String id) {
        return steps(id, "DO_DONE");
    }

    private List<String> steps(String id, String type) {
        return orchestrator.history(id).stream()
                .filter(event -> event.type().equals(type))
                .map(Event::step)
                .toList();
    }

    private static String readFlow(String file) throws IOException {
        return Files.readString(FLOWS.resolve(file));
    }

    private static String withLastStepsSwapped(String bpmn) {
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
