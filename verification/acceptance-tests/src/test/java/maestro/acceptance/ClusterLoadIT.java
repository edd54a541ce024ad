package maestro.acceptance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import maestro.acceptance.Setup.Runs;
import maestro.stack.Service;
import maestro.stack.Shop;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults 15, 18, 21 and 23 under load: either orchestrator is killed and comes back, one is paused for longer than its lease.
 * {@code -Dmaestro.purchases=N} says how many buy meanwhile.
 */
@Runs(Setup.TWO_ON_POSTGRES)
class ClusterLoadIT extends Scenario {

    private static final int PURCHASES = Integer.getInteger("maestro.purchases", 300);
    private static final int PARTS = 6;

    /** Twice the lease. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    ClusterLoadIT(Stack stack) {
        super(stack);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void losesNothingWhileItsMembersComeAndGo() throws Exception {
        Totals before = stack.totals();
        givenServicesThatFailNowAndThen();
        List<Shop> shops = stack.orchestrators().stream().map(stack::shop).toList();
        long begun = System.nanoTime();

        try (Load load = Load.of(PURCHASES, shops)) {
            for (int part = 1; part < PARTS - 1; part++) {
                load.awaitAnswers(part * PURCHASES / PARTS);
                whenItIsKilled(stack.service(stack.orchestrators().get(part % 2)));
            }
            load.awaitAnswers((PARTS - 1) * PURCHASES / PARTS);
            whenItIsPausedForLong(stack.service(Stack.ORCHESTRATOR));
            Reckoning reckoning = thenAllEndWell(load, before);
            System.out.printf("%d s: %s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun), reckoning);
        }
    }

    private static void whenItIsKilled(Service orchestrator) {
        orchestrator.kill();
        orchestrator.bringBack();
    }

    private static void whenItIsPausedForLong(Service orchestrator) {
        orchestrator.pause();
        await("its lease has run out")
                .pollDelay(PAUSE)
                .atMost(PAUSE.multipliedBy(2))
                .until(() -> true);
        orchestrator.resume();
    }
}
