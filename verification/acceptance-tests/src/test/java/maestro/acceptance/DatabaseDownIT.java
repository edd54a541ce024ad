package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import maestro.acceptance.StackConfig.UsesStack;
import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults 28 and 29: the journal's database stops or crashes, and is restarted. */
@Tag("slow")
@UsesStack(StackConfig.TWO_ON_POSTGRES)
class DatabaseDownIT extends AcceptanceTest {

    private static final int PURCHASES = 150;

    DatabaseDownIT(Stack stack) {
        super(stack);
    }

    @AfterEach
    void restartDatabaseIfDown() {
        if (orchestrator.get("/purchases?limit=1").status() != 200) {
            restartDatabase();
        }
    }

    @Test
    void rejectsNewPurchases() {
        Totals before = stack.totals();
        stack.postgres().stop();

        HttpReply reply = orchestrator.buy(PurchaseRequest.oneBook());
        Stream.of("/purchases", "/purchases/none", "/purchases/none/history", "/audit")
                .forEach(this::assertUnavailable);
        restartDatabase();

        assertRejected(reply);
        assertThat(stack.totals()).isEqualTo(before);
        assertThat(orchestrator.buy(PurchaseRequest.oneBook()).status()).isEqualTo(201);
    }

    @Test
    void finishesRunningPurchases() {
        armFault("cd", "{\"kind\":\"delay\",\"delayMs\":1500}");
        List<String> ids = Stream.generate(() -> orchestrator.buyAsync(PurchaseRequest.oneBook()))
                .limit(5)
                .toList();

        stack.postgres().stop();
        List<HttpReply> replies = Stream.generate(() -> orchestrator.buy(PurchaseRequest.oneBook()))
                .limit(3)
                .toList();
        restartDatabase();

        assertThat(ids.stream().map(orchestrator::awaitFinal))
                .extracting(PurchaseView::status)
                .containsOnly("COMPLETED");
        ids.forEach(this::assertDoneByAll);
        replies.forEach(this::assertRejectedOrInDoubt);
        stack.restore();
        assertAuditClean();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void losesNothingInCrashes() throws Exception {
        Totals before = stack.totals();
        armRandomFaults();

        try (var load = new PurchaseLoad(PURCHASES, stack.orchestrators())) {
            for (int part = 1; part <= 3; part++) {
                load.awaitReplies(part * PURCHASES / 4);
                stack.postgres().crash();
                stack.postgres().restart();
            }
            System.out.println("3 crashes of the database: " + assertLoadConsistent(load, before));
        }
    }

    /** After a reply in doubt, the restarted journal either has the purchase or does not. */
    private void assertRejectedOrInDoubt(HttpReply reply) {
        if (reply.status() == 504) {
            assertThat(reply.problem()).isEqualTo("acceptance-unknown");
            String path = reply.header("Location");
            await(path)
                    .atMost(Duration.ofMinutes(1))
                    .until(
                            () -> orchestrator.get(path),
                            now -> now.status() == 404 || now.purchase().isFinal());
        } else {
            assertRejected(reply);
        }
    }

    private static void assertRejected(HttpReply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(503);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.header("Retry-After")).isNotEmpty();
    }

    private void assertUnavailable(String path) {
        HttpReply reply = orchestrator.get(path);
        assertThat(reply.status()).as("%s: %s", path, reply.body()).isEqualTo(503);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    }

    private void restartDatabase() {
        stack.postgres().restart();
        await("the journal can be read")
                .atMost(Duration.ofMinutes(1))
                .until(() -> stack.orchestrators().stream()
                        .allMatch(each -> each.get("/purchases?limit=1").status() == 200));
    }
}
