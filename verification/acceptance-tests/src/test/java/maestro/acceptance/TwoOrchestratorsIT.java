package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import maestro.acceptance.Setup.Runs;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.LiveEvents;
import maestro.stack.LiveEvents.Sent;
import maestro.stack.Saga;
import maestro.stack.Shop;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;

/** Two orchestrators over one journal: whichever is asked, the answer is the same. */
@Runs(Setup.TWO_ON_POSTGRES)
class TwoOrchestratorsIT extends Scenario {

    private final Shop other;

    TwoOrchestratorsIT(Stack stack) {
        super(stack);
        this.other = stack.shop("orchestrator-2");
    }

    @Test
    void showTheSamePurchase() {
        Saga saga = shop.buy(Basket.oneBook()).saga();

        assertThat(other.get(saga.id())).isEqualTo(saga);
        assertThat(other.history(saga.id())).isEqualTo(shop.history(saga.id()));
        assertThat(other.list("limit=5")).isEqualTo(shop.list("limit=5")).contains(saga);
    }

    @Test
    void tellTheEventsOfAPurchaseThatTheOtherRuns() throws Exception {
        given("invoice", "{\"kind\":\"delay\",\"delayMs\":1500,\"times\":1}");
        String id = shop.startBuying(Basket.oneBook());

        try (LiveEvents events = other.liveEvents(id)) {
            assertThat(events.readUntil("COMPLETED")).extracting(Sent::event).isEqualTo(shop.history(id));
        }
    }

    @Test
    void startOnePurchaseForOneKeyAtBoth() throws Exception {
        Totals before = stack.totals();
        String key = UUID.randomUUID().toString();
        List<Callable<Answer>> calls = IntStream.range(0, 20)
                .mapToObj(i -> i % 2 == 0 ? shop : other)
                .map(each -> (Callable<Answer>) () -> each.buy(Basket.oneBook(), "Idempotency-Key", key))
                .toList();

        List<Answer> answers = Crowd.of(20, calls);

        assertThat(answers).extracting(Answer::status).contains(201).containsOnly(201, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.saga().id())
                        .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(other.buy(Basket.oneBook(), "Idempotency-Key", key).json())
                .isEqualTo(shop.buy(Basket.oneBook(), "Idempotency-Key", key).json());
        assertThat(stack.totals().orders()).isEqualTo(before.orders() + 1);
    }

    @Test
    void cancelWhatTheOtherRuns() {
        Totals before = stack.totals();
        given("cd", "{\"kind\":\"hang\",\"delayMs\":1500}");
        String id = shop.startBuying(Basket.oneBook());
        shop.await(id, saga -> saga.step("cd").status().equals("RUNNING"));

        Answer answer = other.cancel(id, "too slow");

        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        assertThat(shop.awaitUndone(id).reason()).contains("too slow");
        assertThat(shop.eventTypes(id)).containsSubsequence("CANCEL_ASKED", "UNDOING", "UNDONE");
        thenEndedOnce(id);
        thenNobodyHolds(id);
        assertThat(stack.totals()).isEqualTo(before);
    }

    @Test
    void tellWhoWaitsAtOneWhatTheOtherMadeOfIt() throws Exception {
        given("cd", "{\"kind\":\"hang\",\"delayMs\":1500}");
        var waiting = CompletableFuture.supplyAsync(() -> shop.buy(Basket.oneBook(), "Prefer", "wait=60"));
        String id = await("a purchase is under way")
                .until(other::unfinished, list -> list.size() == 1)
                .getFirst()
                .id();

        other.cancel(id, "too slow");

        Answer told = waiting.get();
        assertThat(told.problem()).isEqualTo("purchase-undone");
        assertThat(told.saga()).isEqualTo(other.get(id));
    }

    @Test
    void actOnWhatIsStuckAtTheOther() {
        given("cd", "{}");
        given("payment", "{\"on\":\"undo\"}");
        List<String> ids = List.of(shop.startBuying(Basket.oneBook()), shop.startBuying(Basket.oneBook()));
        ids.forEach(id -> other.await(id, Saga::needsAttention));

        assertThat(other.resolve(ids.getFirst(), "refunded by hand").status()).isIn(200, 202);
        assertThat(shop.awaitFinal(ids.getFirst()).status()).isEqualTo("RESOLVED");
        assertThat(other.runNow(ids.getLast(), "payment says it is back").status())
                .isIn(200, 202);
        stack.participant("payment").clearFaults();

        shop.awaitUndone(ids.getLast());
        assertThat(shop.eventTypes(ids.getLast())).contains("RUN_NOW");
        ids.forEach(this::thenEndedOnce);
        thenNobodyHolds(ids.getLast());
    }

    @Test
    void takeOverWhatAKilledOneLeft() {
        given("cd", "{\"kind\":\"hang\",\"times\":1}");
        String id = shop.startBuying(Basket.oneBook());
        shop.await(id, saga -> saga.step("cd").status().equals("RUNNING"));

        stack.service(Stack.ORCHESTRATOR).kill();

        assertThat(other.awaitFinal(id).status()).isEqualTo("COMPLETED");
        assertThat(other.eventTypes(id)).contains("ADOPTED").endsWith("COMPLETED");
        thenAllSixHold(id);
    }

    @Test
    void takeOverWhatAPausedOneHoldsAndFenceItWhenItWakes() {
        given("cd", "{\"kind\":\"hang\",\"times\":1}");
        given("shipping", "{\"kind\":\"refuse\"}");
        Totals before = stack.totals();
        String id = shop.startBuying(Basket.oneBook());
        shop.await(id, saga -> saga.step("cd").status().equals("RUNNING"));

        stack.service(Stack.ORCHESTRATOR).pause();
        assertThat(other.awaitFinal(id).status()).isEqualTo("UNDONE");
        stack.service(Stack.ORCHESTRATOR).resume();

        String next = shop.buy(Basket.oneBook()).saga().id();
        assertThat(shop.get(next).isFinal()).isTrue();
        assertThat(shop.get(id)).isEqualTo(other.get(id));
        assertThat(shop.eventTypes(id)).contains("ADOPTED");
        thenEndedOnce(id);
        thenNobodyHolds(id);
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();
    }

    private void thenEndedOnce(String id) {
        assertThat(thenIsInOrder(id))
                .extracting(Saga.Event::type)
                .filteredOn(List.of("COMPLETED", "UNDONE", "RESOLVED")::contains)
                .hasSize(1);
    }
}
