package maestro.acceptance;

import java.util.List;
import java.util.concurrent.TimeUnit;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults 15 and 18: the orchestrator is killed repeatedly under load. {@code -Dmaestro.kills=N} sets the number of
 * kills.
 */
@Tag("slow")
class KillIT extends AcceptanceTest {

    private static final int KILLS = Integer.getInteger("maestro.kills", 4);
    private static final int PURCHASES_PER_KILL = 40;

    KillIT(Stack stack) {
        super(stack);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void losesAndDuplicatesNothing() throws Exception {
        Totals before = stack.totals();
        armRandomFaults();

        try (var load = new PurchaseLoad((KILLS + 1) * PURCHASES_PER_KILL, List.of(orchestrator))) {
            for (int kill = 1; kill <= KILLS; kill++) {
                load.awaitReplies(kill * PURCHASES_PER_KILL);
                stack.service(Stack.ORCHESTRATOR).kill();
                stack.service(Stack.ORCHESTRATOR).ensureRunning();
            }
            LoadResult result = assertLoadConsistent(load, before);
            System.out.printf("%s, %d kills: %s%n", getClass().getSimpleName(), KILLS, result);
        }
    }
}
