package maestro.acceptance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import maestro.acceptance.StackConfig.UsesStack;
import maestro.stack.Stack;
import maestro.stack.StackService;
import maestro.stack.Totals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults 15, 18, 21 and 23 under load: each orchestrator is killed and restarted, and one is paused for longer than its
 * lease. {@code -Dmaestro.purchases=N} sets the number of purchases.
 */
@Tag("slow")
@UsesStack(StackConfig.TWO_ON_POSTGRES)
class ClusterLoadIT extends AcceptanceTest {

    private static final int PURCHASES = Integer.getInteger("maestro.purchases", 300);
    private static final int PARTS = 6;

    /** Twice the lease. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    ClusterLoadIT(Stack stack) {
        super(stack);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void losesNothingWhileOrchestratorsFail() throws Exception {
        Totals before = stack.totals();
        armRandomFaults();
        long start = System.nanoTime();

        try (var load = new PurchaseLoad(PURCHASES, stack.orchestrators())) {
            for (int part = 1; part < PARTS - 1; part++) {
                load.awaitReplies(part * PURCHASES / PARTS);
                killAndRestart(stack.service(stack.orchestratorNames().get(part % 2)));
            }
            load.awaitReplies((PARTS - 1) * PURCHASES / PARTS);
            pausePastLease(stack.service(Stack.ORCHESTRATOR));
            LoadResult result = assertLoadConsistent(load, before);
            System.out.printf("%d s: %s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), result);
        }
    }

    private static void killAndRestart(StackService service) {
        service.kill();
        service.ensureRunning();
    }

    private static void pausePastLease(StackService service) {
        service.pause();
        await("the end of the pause")
                .pollDelay(PAUSE)
                .atMost(PAUSE.multipliedBy(2))
                .until(() -> true);
        service.resume();
    }
}
