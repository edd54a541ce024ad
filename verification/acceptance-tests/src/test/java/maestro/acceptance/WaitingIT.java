package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.LiveEvents;
import maestro.stack.LiveEvents.Sent;
import maestro.stack.Saga;
import maestro.stack.Stack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that doesn't wait for the end, and hears of it later. */
class WaitingIT extends Scenario {

    WaitingIT(Stack stack) {
        super(stack);
    }

    @BeforeEach
    void givenASlowService() {
        given("invoice", "{\"kind\":\"delay\",\"delayMs\":1500,\"times\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "wait=1", "wait=0", "respond-async, wait=1"})
    void isToldWhereToLookWhileThePurchaseRuns(String preference) {
        Answer answer = shop.buy(Basket.oneBook(), "Prefer", preference);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        Saga saga = answer.saga();
        assertThat(answer.header("Location")).endsWith("/purchases/" + saga.id());
        assertThat(saga.status()).isEqualTo("RUNNING");
        assertThat(shop.awaitFinal(saga.id()).status()).isEqualTo("COMPLETED");
        thenAllSixHold(saga.id());
    }

    @Test
    void waitsAsLongAsItWasAsked() {
        assertThat(shop.buy(Basket.oneBook(), "Prefer", "wait=20").status()).isEqualTo(201);
    }

    @Test
    void hearsEachEventUntilTheLast() throws Exception {
        String id = shop.startBuying(Basket.oneBook());

        List<Sent> live = listen(id);

        assertThat(live).extracting(Sent::event).isEqualTo(shop.history(id));
        assertThat(live.getLast().event().type()).isEqualTo("COMPLETED");
    }

    @Test
    void goesOnBehindTheLastEventThatItHeard() throws Exception {
        String id = shop.startBuying(Basket.oneBook());
        List<Sent> live = listen(id);

        List<Sent> resumed = listen(id, "Last-Event-ID", live.get(2).id());

        assertThat(resumed).isEqualTo(live.subList(3, live.size()));
    }

    private List<Sent> listen(String id, String... headers) throws Exception {
        try (LiveEvents events = shop.liveEvents(id, headers)) {
            return events.readUntil("COMPLETED");
        }
    }
}
