package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of calls to participants: a purchase survives one fault, and is undone if the fault lasts. */
@Tag("slow")
class FaultsIT extends AcceptanceTest {

    FaultsIT(Stack stack) {
        super(stack);
    }

    static Stream<Arguments> singleFaults() {
        return Stack.PARTICIPANTS.stream()
                .flatMap(step -> Stream.of("fail", "lose-reply", "garbage", "late", "delay")
                        .map(kind -> Arguments.of(kind, step)));
    }

    @ParameterizedTest
    @MethodSource("singleFaults")
    void completesAfterSingleFault(String kind, String step) {
        armFault(step, "{\"kind\":\"%s\",\"times\":1,\"delayMs\":50}".formatted(kind));

        HttpReply reply = orchestrator.buy(PurchaseRequest.oneBook());

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertDoneByAll(reply.purchase().id());
    }

    @Test
    void completesAfterSingleHangingReply() {
        armFault("invoice", "{\"kind\":\"hang\",\"times\":1}");

        HttpReply reply = orchestrator.buy(PurchaseRequest.oneBook());

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.purchase().step("invoice").attempts()).isEqualTo(2);
        assertDoneByAll(reply.purchase().id());
    }

    static Stream<Arguments> lastingFaults() {
        return Stream.concat(
                Stack.PARTICIPANTS.stream()
                        .flatMap(step ->
                                Stream.of("lose-reply", "garbage", "refuse").map(kind -> Arguments.of(kind, step))),
                Stream.of(Arguments.of("hang", "cd"), Arguments.of("delay", "stock")));
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void undoesPurchaseDuringLastingFault(String kind, String step) {
        Totals before = stack.totals();
        armFault(step, "{\"kind\":\"%s\",\"delayMs\":2500}".formatted(kind));

        HttpReply reply = orchestrator.buy(PurchaseRequest.oneBook());

        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertUndoneInReverseFrom(step, reply.purchase().id());
        assertFullyUndone(reply.purchase().id());
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "shipping"})
    void rejectsDoAfterItsUndo(String step) {
        Totals before = stack.totals();
        armFault(step, "{\"kind\":\"late\",\"delayMs\":1500}");

        PurchaseView purchase = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(purchase.status()).isEqualTo("UNDONE");
        await("the late effects were rejected")
                .during(Duration.ofMillis(1600))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertFullyUndone(purchase.id()));
        assertThat(stack.totals()).isEqualTo(before);
    }

    @Test
    void callsRefusingParticipantOnce() {
        armFault("stock", "{\"kind\":\"refuse\"}");

        PurchaseView purchase = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(purchase.step("stock").attempts()).isEqualTo(1);
        assertThat(orchestrator.eventTypes(purchase.id()))
                .contains("DO_REFUSED")
                .doesNotContain("DO_UNKNOWN");
    }
}
