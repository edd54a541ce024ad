package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.stack.EventStreamReader;
import maestro.stack.EventStreamReader.ServerSentEvent;
import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client does not wait for the end of its purchase, or waits for a limited time. */
class WaitingIT extends AcceptanceTest {

    WaitingIT(Stack stack) {
        super(stack);
    }

    @BeforeEach
    void armDelay() {
        armFault("invoice", "{\"kind\":\"delay\",\"delayMs\":1500,\"times\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "wait=1", "wait=0", "respond-async, wait=1"})
    void returnsLocationOfRunningPurchase(String preference) {
        HttpReply reply = orchestrator.buy(PurchaseRequest.oneBook(), "Prefer", preference);

        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        PurchaseView purchase = reply.purchase();
        assertThat(reply.header("Location")).endsWith("/purchases/" + purchase.id());
        assertThat(purchase.status()).isEqualTo("RUNNING");
        assertThat(orchestrator.awaitFinal(purchase.id()).status()).isEqualTo("COMPLETED");
        assertDoneByAll(purchase.id());
    }

    @Test
    void waitsForRequestedTime() {
        assertThat(orchestrator
                        .buy(PurchaseRequest.oneBook(), "Prefer", "wait=20")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void streamsAllEvents() throws Exception {
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());

        List<ServerSentEvent> events = readStream(id);

        assertThat(events).extracting(ServerSentEvent::event).isEqualTo(orchestrator.history(id));
        assertThat(events.getLast().event().type()).isEqualTo("COMPLETED");
    }

    @Test
    void resumesStreamAfterLastReceivedEvent() throws Exception {
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        List<ServerSentEvent> events = readStream(id);

        List<ServerSentEvent> resumed =
                readStream(id, "Last-Event-ID", events.get(2).id());

        assertThat(resumed).isEqualTo(events.subList(3, events.size()));
    }

    private List<ServerSentEvent> readStream(String id, String... headers) throws Exception {
        try (EventStreamReader reader = orchestrator.eventStream(id, headers)) {
            return reader.readUntil("COMPLETED");
        }
    }
}
