package maestro.orchestrator.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import maestro.orchestrator.participants.LedgerEntry;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.state.Event;
import maestro.saga.state.Event.Attempt;
import maestro.saga.state.Saga;
import maestro.saga.state.UndoEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PurchaseCheckTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<String> SERVICES = List.of("checkout", "payment", "loyalty");
    private static final Flow FLOW = Flow.sequence(
            "purchase",
            1,
            SECOND,
            SERVICES.stream().map(PurchaseCheckTest::step).toList());

    private final List<Event> history = new ArrayList<>();
    private final Map<String, LedgerEntry> entries = new HashMap<>();

    @Test
    void acceptsReceiptsWithOneAmount() {
        holds("checkout", "{\"total\":{\"amount\":5990,\"currency\":\"BRL\"}}");
        holds("payment", "{\"amount\":5990,\"currency\":\"BRL\"}");
        holds("loyalty", "{\"amount\":59,\"total\":{\"amount\":60}}");

        assertThat(violations(completed())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":5991,\"currency\":\"BRL\"}",
                "{\"amount\":5990,\"currency\":\"EUR\"}",
                "{\"points\":5,\"total\":{\"amount\":0,\"currency\":\"BRL\"}}"
            })
    void reportsReceiptsWithDifferentAmounts(String receipt) {
        holds("checkout", "{\"total\":{\"amount\":5990,\"currency\":\"BRL\"}}");
        holds("payment", "{}");
        holds("loyalty", receipt);

        assertThat(violations(completed()))
                .singleElement()
                .satisfies(violation -> assertThat(violation.service()).isNull())
                .satisfies(violation -> assertThat(violation.detail()).contains("amounts", "5990 BRL"));
    }

    @Test
    void reportsAMissingEffectOfACompletedPurchase() {
        holds("checkout", "{}");
        holds("payment", "{}");

        assertThat(violations(completed()))
                .singleElement()
                .isEqualTo(new Violation("id", "loyalty", "the purchase is completed, but this service holds nothing"));
    }

    @Test
    void reportsARemainingEffectOfAnUndonePurchase() {
        holds("checkout", "{}");
        history.add(new Event.Undone(1, NOW, "refused"));

        assertThat(violations(saga()))
                .singleElement()
                .satisfies(violation -> assertThat(violation.service()).isEqualTo("checkout"));
    }

    @Test
    void reportsAnUndoOutOfOrder() {
        done("checkout");
        done("payment");
        undone("checkout");
        undone("payment");
        history.add(new Event.Undone(history.size() + 1, NOW, "refused"));

        assertThat(violations(saga())).containsExactly(new Violation("id", "payment", "was undone out of order"));
    }

    private List<Violation> violations(Saga saga) {
        return PurchaseCheck.violations(saga, history, entries);
    }

    private Saga completed() {
        SERVICES.forEach(this::done);
        history.add(new Event.Completed(history.size() + 1, NOW));
        return saga();
    }

    private Saga saga() {
        return Saga.accepted("id", FLOW, new Document("{}"), NOW).with(history);
    }

    private void done(String step) {
        JsonNode receipt = JsonMapper.shared().createObjectNode();
        history.add(new Event.DoDone(history.size() + 1, NOW, new Attempt(step, 1, SECOND), receipt));
    }

    private void undone(String step) {
        var attempt = new Attempt(step, 1, SECOND);
        history.add(new Event.UndoDone(history.size() + 1, NOW, attempt, UndoEffect.REVERSED));
    }

    private void holds(String service, String receipt) {
        JsonNode json = JsonMapper.shared().readTree(receipt);
        entries.put(service, new LedgerEntry("id", "DONE", 1, 0, json));
    }

    private static Step step(String service) {
        var backoff = new Backoff(SECOND, SECOND);
        var policy = new Step.RetryPolicy(3, backoff, backoff);
        return new Step(service, service, Step.Kind.COMPENSATABLE, SECOND, policy);
    }
}
