package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import maestro.acceptance.StackConfig.UsesStack;
import maestro.stack.EventStreamReader;
import maestro.stack.EventStreamReader.ServerSentEvent;
import maestro.stack.HttpReply;
import maestro.stack.OrchestratorClient;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;

/** Two orchestrators share one journal, and each gives the same replies. */
@UsesStack(StackConfig.TWO_ON_POSTGRES)
class TwoOrchestratorsIT extends AcceptanceTest {

    private final OrchestratorClient replica;

    TwoOrchestratorsIT(Stack stack) {
        super(stack);
        this.replica = stack.orchestrator("orchestrator-2");
    }

    @Test
    void returnSamePurchase() {
        PurchaseView purchase = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(replica.purchase(purchase.id())).isEqualTo(purchase);
        assertThat(replica.history(purchase.id())).isEqualTo(orchestrator.history(purchase.id()));
        assertThat(replica.purchases("limit=5"))
                .isEqualTo(orchestrator.purchases("limit=5"))
                .contains(purchase);
    }

    @Test
    void streamEventsOfPurchaseOfReplica() throws Exception {
        armFault("invoice", "{\"kind\":\"delay\",\"delayMs\":1500,\"times\":1}");
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());

        try (EventStreamReader reader = replica.eventStream(id)) {
            assertThat(reader.readUntil("COMPLETED"))
                    .extracting(ServerSentEvent::event)
                    .isEqualTo(orchestrator.history(id));
        }
    }

    @Test
    void startOnePurchaseForOneKey() throws Exception {
        Totals before = stack.totals();
        String key = UUID.randomUUID().toString();
        List<Callable<HttpReply>> calls = IntStream.range(0, 20)
                .mapToObj(i -> i % 2 == 0 ? orchestrator : replica)
                .map(each -> (Callable<HttpReply>) () -> each.buy(PurchaseRequest.oneBook(), "Idempotency-Key", key))
                .toList();

        List<HttpReply> replies = ConcurrentCalls.run(20, calls);

        assertThat(replies).extracting(HttpReply::status).contains(201).containsOnly(201, 409);
        assertThat(replies.stream()
                        .filter(reply -> reply.status() == 201)
                        .map(reply -> reply.purchase().id())
                        .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(replica.buy(PurchaseRequest.oneBook(), "Idempotency-Key", key)
                        .json())
                .isEqualTo(orchestrator
                        .buy(PurchaseRequest.oneBook(), "Idempotency-Key", key)
                        .json());
        assertThat(stack.totals().orders()).isEqualTo(before.orders() + 1);
    }

    @Test
    void cancelPurchaseOfReplica() {
        Totals before = stack.totals();
        armFault("cd", "{\"kind\":\"hang\",\"delayMs\":1500}");
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        orchestrator.awaitStepStatus(id, "cd", "RUNNING");

        HttpReply reply = replica.cancel(id, "too slow");

        assertThat(reply.status()).as(reply.body()).isIn(200, 202);
        assertThat(orchestrator.awaitUndone(id).reason()).contains("too slow");
        assertThat(orchestrator.eventTypes(id)).containsSubsequence("CANCEL_ASKED", "UNDOING", "UNDONE");
        assertEndedOnce(id);
        assertFullyUndone(id);
        assertThat(stack.totals()).isEqualTo(before);
    }

    @Test
    void replyToWaitingClientAfterCancellationAtReplica() throws Exception {
        armFault("cd", "{\"kind\":\"hang\",\"delayMs\":1500}");
        var waiting =
                CompletableFuture.supplyAsync(() -> orchestrator.buy(PurchaseRequest.oneBook(), "Prefer", "wait=60"));
        String id = await("a running purchase")
                .until(replica::openPurchases, list -> list.size() == 1)
                .getFirst()
                .id();

        replica.cancel(id, "too slow");

        HttpReply reply = waiting.get();
        assertThat(reply.problem()).isEqualTo("purchase-undone");
        assertThat(reply.purchase()).isEqualTo(replica.purchase(id));
    }

    @Test
    void acceptCommandsForStuckPurchasesOfReplica() {
        armFault("cd", "{}");
        armFault("payment", "{\"on\":\"undo\"}");
        List<String> ids = List.of(
                orchestrator.buyAsync(PurchaseRequest.oneBook()), orchestrator.buyAsync(PurchaseRequest.oneBook()));
        ids.forEach(id -> replica.await(id, PurchaseView::needsAttention));

        assertThat(replica.resolve(ids.getFirst(), "refunded by hand").status()).isIn(200, 202);
        assertThat(orchestrator.awaitFinal(ids.getFirst()).status()).isEqualTo("RESOLVED");
        assertThat(replica.runNow(ids.getLast(), "payment is up again").status())
                .isIn(200, 202);
        stack.participant("payment").clearFaults();

        orchestrator.awaitUndone(ids.getLast());
        assertThat(orchestrator.eventTypes(ids.getLast())).contains("RUN_NOW");
        ids.forEach(this::assertEndedOnce);
        assertFullyUndone(ids.getLast());
    }

    @Test
    void adoptPurchaseOfKilledReplica() {
        armFault("cd", "{\"kind\":\"hang\",\"times\":1}");
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        orchestrator.awaitStepStatus(id, "cd", "RUNNING");

        stack.service(Stack.ORCHESTRATOR).kill();

        assertThat(replica.awaitFinal(id).status()).isEqualTo("COMPLETED");
        assertThat(replica.eventTypes(id)).contains("ADOPTED").endsWith("COMPLETED");
        assertDoneByAll(id);
    }

    @Test
    void adoptPurchaseOfPausedReplicaAndSupersedeItsWrites() {
        armFault("cd", "{\"kind\":\"hang\",\"times\":1}");
        armFault("shipping", "{\"kind\":\"refuse\"}");
        Totals before = stack.totals();
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        orchestrator.awaitStepStatus(id, "cd", "RUNNING");

        stack.service(Stack.ORCHESTRATOR).pause();
        assertThat(replica.awaitFinal(id).status()).isEqualTo("UNDONE");
        stack.service(Stack.ORCHESTRATOR).resume();

        String next = orchestrator.buy(PurchaseRequest.oneBook()).purchase().id();
        assertThat(orchestrator.purchase(next).isFinal()).isTrue();
        assertThat(orchestrator.purchase(id)).isEqualTo(replica.purchase(id));
        assertThat(orchestrator.eventTypes(id)).contains("ADOPTED");
        assertEndedOnce(id);
        assertFullyUndone(id);
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();
    }

    private void assertEndedOnce(String id) {
        assertThat(assertHistoryInOrder(id))
                .extracting(PurchaseView.Event::type)
                .filteredOn(List.of("COMPLETED", "UNDONE", "RESOLVED")::contains)
                .hasSize(1);
    }
}
