package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens on the way to a participant: once is survived, for ever is undone, and nothing is held twice. */
class FaultsIT extends Scenario {

    FaultsIT(Stack stack) {
        super(stack);
    }

    static Stream<Arguments> passingFaults() {
        return Stack.STEPS.stream()
                .flatMap(step -> Stream.of("fail", "lose-reply", "garbage", "late", "delay")
                        .map(kind -> Arguments.of(kind, step)));
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void completesWhenAFaultPasses(String kind, String step) {
        given(step, "{\"kind\":\"%s\",\"times\":1,\"delayMs\":50}".formatted(kind));

        Answer answer = shop.buy(Basket.oneBook());

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        thenAllSixHold(answer.saga().id());
    }

    @Test
    void completesWhenAReplyHangsOnce() {
        given("invoice", "{\"kind\":\"hang\",\"times\":1}");

        Answer answer = shop.buy(Basket.oneBook());

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.saga().step("invoice").attempts()).isEqualTo(2);
        thenAllSixHold(answer.saga().id());
    }

    static Stream<Arguments> lastingFaults() {
        return Stream.concat(
                Stack.STEPS.stream()
                        .flatMap(step ->
                                Stream.of("lose-reply", "garbage", "refuse").map(kind -> Arguments.of(kind, step))),
                Stream.of(Arguments.of("hang", "cd"), Arguments.of("delay", "stock")));
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void isUndoneWhenAFaultLasts(String kind, String step) {
        Totals before = stack.totals();
        given(step, "{\"kind\":\"%s\",\"delayMs\":2500}".formatted(kind));

        Answer answer = shop.buy(Basket.oneBook());

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        thenUnwoundInReverseFrom(step, answer.saga().id());
        thenNobodyHolds(answer.saga().id());
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "shipping"})
    void refusesADoThatComesAfterItsUndo(String step) {
        Totals before = stack.totals();
        given(step, "{\"kind\":\"late\",\"delayMs\":1500}");

        Saga saga = shop.buy(Basket.oneBook()).saga();

        assertThat(saga.status()).isEqualTo("UNDONE");
        await("the late effects were refused")
                .during(Duration.ofMillis(1600))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> thenNobodyHolds(saga.id()));
        assertThat(stack.totals()).isEqualTo(before);
    }

    @Test
    void takesARefusalAtItsWord() {
        given("stock", "{\"kind\":\"refuse\"}");

        Saga saga = shop.buy(Basket.oneBook()).saga();

        assertThat(saga.step("stock").attempts()).as("a refusal is final").isEqualTo(1);
        assertThat(shop.eventTypes(saga.id())).contains("DO_REFUSED").doesNotContain("DO_UNKNOWN");
    }
}
