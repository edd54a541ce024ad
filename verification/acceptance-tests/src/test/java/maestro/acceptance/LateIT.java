package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Fault 2: a call that was given up comes to the service after all. */
class LateIT extends Scenario {

    static final List<String> STEPS = Stack.STEPS;

    LateIT(Stack stack) {
        super(stack);
    }

    @ParameterizedTest
    @FieldSource("STEPS")
    void leavesNothingBehindWhenItComesAfterTheUndo(String step) throws IOException {
        Totals before = stack.totals();
        int heardBefore = late(step).size();
        given(step, "{\"kind\":\"late\",\"delayMs\":2000}");

        Saga saga = shop.buy(Basket.oneBook()).saga();

        assertThat(saga.status()).isEqualTo("UNDONE");
        thenCome(step, heardBefore + saga.step(step).attempts());
        assertThat(late(step).getLast()).contains("already-undone");
        thenNobodyHolds(saga.id());
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();
    }

    @ParameterizedTest
    @FieldSource("STEPS")
    void doesNothingTwiceWhenItComesAfterASecondAttempt(String step) throws IOException {
        Totals before = stack.totals();
        int heardBefore = late(step).size();
        given(step, "{\"kind\":\"late\",\"delayMs\":1000,\"times\":1}");

        Saga saga = shop.buy(Basket.oneBook()).saga();

        assertThat(saga.status()).isEqualTo("COMPLETED");
        thenCome(step, heardBefore + 1);
        thenAllSixHold(saga.id());
        long price = saga.receipt("payment").path("amount").longValue();
        assertThat(stack.totals()).isEqualTo(before.afterSelling(1, "BOOK-DDD", 1, price));
        thenTheAuditIsClean();
    }

    private void thenCome(String step, int calls) {
        await("the late calls have come")
                .atMost(Duration.ofSeconds(30))
                .until(() -> late(step).size() == calls);
    }

    /** What a service said to nobody: its log alone tells that a late call has been carried out. */
    private List<String> late(String step) throws IOException {
        try (var lines = Files.lines(stack.data().resolve(step + ".log"))) {
            return lines.filter(line -> line.contains("Unheard")).toList();
        }
    }
}
