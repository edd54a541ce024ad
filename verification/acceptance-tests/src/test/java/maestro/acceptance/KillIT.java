package maestro.acceptance;

import java.util.List;
import java.util.concurrent.TimeUnit;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults 15 and 18: the orchestrator is killed under load, again and again. {@code -Dmaestro.kills=N} says how often. */
class KillIT extends Scenario {

    static final int KILLS = Integer.getInteger("maestro.kills", 4);

    private static final int PURCHASES_BETWEEN = 40;

    KillIT(Stack stack) {
        super(stack);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void losesNothingAndDoublesNothing() throws Exception {
        Totals before = stack.totals();
        givenServicesThatFailNowAndThen();

        try (Load load = Load.of((KILLS + 1) * PURCHASES_BETWEEN, List.of(shop))) {
            for (int kill = 1; kill <= KILLS; kill++) {
                load.awaitAnswers(kill * PURCHASES_BETWEEN);
                stack.service(Stack.ORCHESTRATOR).kill();
                stack.service(Stack.ORCHESTRATOR).bringBack();
            }
            Reckoning reckoning = thenAllEndWell(load, before);
            System.out.printf("%s, %d kills: %s%n", getClass().getSimpleName(), KILLS, reckoning);
        }
    }
}
