package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Fault 2: a call reaches the participant after the orchestrator has given it up. */
class LateIT extends AcceptanceTest {

    LateIT(Stack stack) {
        super(stack);
    }

    @ParameterizedTest
    @FieldSource("maestro.stack.Stack#PARTICIPANTS")
    void hasNoEffectAfterUndo(String step) throws IOException {
        Totals before = stack.totals();
        int earlierCalls = lateReplies(step).size();
        armFault(step, "{\"kind\":\"late\",\"delayMs\":2000}");

        PurchaseView purchase = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(purchase.status()).isEqualTo("UNDONE");
        awaitLateReplies(step, earlierCalls + purchase.step(step).attempts());
        assertThat(lateReplies(step).getLast()).contains("already-undone");
        assertFullyUndone(purchase.id());
        assertThat(stack.totals()).isEqualTo(before);
        assertAuditClean();
    }

    @ParameterizedTest
    @FieldSource("maestro.stack.Stack#PARTICIPANTS")
    void hasNoSecondEffectAfterRetry(String step) throws IOException {
        Totals before = stack.totals();
        int earlierCalls = lateReplies(step).size();
        armFault(step, "{\"kind\":\"late\",\"delayMs\":1000,\"times\":1}");

        PurchaseView purchase = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(purchase.status()).isEqualTo("COMPLETED");
        awaitLateReplies(step, earlierCalls + 1);
        assertDoneByAll(purchase.id());
        assertThat(stack.totals()).isEqualTo(before.afterSelling(1, "BOOK-DDD", 1, purchase.amountPaid()));
        assertAuditClean();
    }

    private void awaitLateReplies(String step, int count) {
        await("%d late replies of %s".formatted(count, step))
                .atMost(Duration.ofSeconds(30))
                .until(() -> lateReplies(step).size() == count);
    }

    /** The replies without a receiver. Only the participant's log contains them. */
    private List<String> lateReplies(String step) throws IOException {
        try (var lines = Files.lines(stack.data().resolve(step + ".log"))) {
            return lines.filter(line -> line.contains("Discarded")).toList();
        }
    }
}
