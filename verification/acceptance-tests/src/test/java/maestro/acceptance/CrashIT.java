package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Service;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A participant dies in the middle of a purchase and comes back. */
class CrashIT extends Scenario {

    CrashIT(Stack stack) {
        super(stack);
    }

    @ParameterizedTest
    @CsvSource({"payment, crash-before", "stock, crash-after"})
    void isUndoneWhenAParticipantDiesInItsDo(String step, String kind) {
        Totals before = stack.totals();
        given(step, "{\"kind\":\"%s\"}".formatted(kind));

        String id = shop.startBuying(Basket.oneBook());
        whenItDiedAndIsBack(step);

        assertThat(shop.awaitFinal(id).status()).isEqualTo("UNDONE");
        thenUnwoundInReverseFrom(step, id);
        thenNobodyHolds(id);
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();
    }

    @Test
    void isUndoneWhenAParticipantDiesInItsUndo() {
        Totals before = stack.totals();
        given("shipping", "{}");
        given("invoice", "{\"on\":\"undo\",\"kind\":\"crash-after\"}");

        String id = shop.startBuying(Basket.oneBook());
        whenItDiedAndIsBack("invoice");

        assertThat(shop.awaitFinal(id).status()).isEqualTo("UNDONE");
        thenNobodyHolds(id);
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();
    }

    @Test
    void losesNoPurchaseWhenTheOrchestratorDies() {
        given("cd", "{\"kind\":\"delay\",\"delayMs\":700}");
        given("shipping", "{\"probability\":0.5,\"seed\":3}");
        List<String> ids = Stream.generate(() -> shop.startBuying(Basket.oneBook()))
                .limit(20)
                .toList();

        stack.service("orchestrator").kill();
        stack.service("orchestrator").bringBack();

        List<Saga> ended = ids.stream().map(shop::awaitFinal).toList();
        assertThat(ended).extracting(Saga::status).containsOnly("COMPLETED", "UNDONE");
        assertThat(ids.stream().flatMap(id -> shop.eventTypes(id).stream())).contains("ADOPTED");
        ended.stream().filter(saga -> saga.status().equals("UNDONE")).forEach(saga -> thenNobodyHolds(saga.id()));
        ended.stream().filter(saga -> saga.status().equals("COMPLETED")).forEach(saga -> thenAllSixHold(saga.id()));
        thenTheAuditIsClean();
    }

    private void whenItDiedAndIsBack(String step) {
        Service service = stack.service(step);
        await("the fault halts " + step).atMost(Duration.ofSeconds(20)).until(service::isDown);
        service.bringBack();
        assertThat(stack.participant(step).faults().toString())
                .as("a fault doesn't survive a restart")
                .doesNotContain("crash");
    }
}
