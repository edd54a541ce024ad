package maestro.acceptance;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import maestro.acceptance.Setup.Runs;
import maestro.stack.Basket;
import maestro.stack.Service;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Fault 15 for many purchases: all of them wait for a service, nearly all for cd, when the orchestrator is killed. Tells how long the next one took to take them
 * over and to end them. A measurement, not a part of the ordinary build: {@code -Dmaestro.recovered=N} runs it and says how many.
 */
@EnabledIfSystemProperty(named = "maestro.recovered", matches = "\\d+")
@Runs(Setup.TWO_ON_POSTGRES)
class RecoveryLoadIT extends Scenario {

    private static final int PURCHASES = Integer.getInteger("maestro.recovered", 300);

    private static final String WAITS =
            "exists (select 1 from history where history.saga = saga.id and events like '%DO_UNKNOWN%')";

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Service ordinary = stack.service(Stack.ORCHESTRATOR);
    private final Service next = ordinary.with(Map.of("MAESTRO_SAGA_DEADLINE", "2h"));
    private final Service waiting = next.with(Map.of(
            "MAESTRO_SAGA_ATTEMPTS", "1000",
            "MAESTRO_SAGA_BACKOFF", "1h",
            "MAESTRO_SAGA_BACKOFFCEILING", "1h"));

    private final String customer = UUID.randomUUID() + "@recovery.example";

    RecoveryLoadIT(Stack stack) {
        super(stack);
    }

    @BeforeEach
    void givenOneOrchestratorWhosePurchasesWait() {
        stack.service("orchestrator-2").stop();
        ordinary.stop();
        waiting.bringBack();
    }

    @AfterEach
    void giveWayToTheOrdinaryOne() {
        waiting.kill();
        next.kill();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void endsWhatManyHadUnderWay() throws Exception {
        Totals before = stack.totals();
        given("cd", "{}");
        Crowd.of(16, nCopies(PURCHASES, () -> shop.startBuying(Basket.oneBook().boughtBy(customer))));
        awaitCount(WAITS);

        waiting.kill();
        stack.participant("cd").clearFaults();
        long begun = System.nanoTime();
        next.start();
        var ready = CompletableFuture.runAsync(next::awaitReady).thenApply(_ -> since(begun));
        awaitCount("epoch > 1");
        double adopted = since(begun);
        awaitCount("status in ('COMPLETED', 'UNDONE')");
        double ended = since(begun);

        int completed = count("status = 'COMPLETED'");
        System.out.printf(
                "%d purchases in flight when the orchestrator was killed. Seconds from the start of the next: "
                        + "ready %.1f, all adopted %.1f, all ended %.1f; %d completed, %d undone%n",
                PURCHASES, ready.join(), adopted, ended, completed, PURCHASES - completed);
        thenTheTotalsAreExact(before, completed);
        thenTheAuditIsClean();
    }

    private void awaitCount(String condition) {
        await(condition)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> count(condition) == PURCHASES);
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private int count(String condition) throws SQLException {
        String sql = "select count(*) from saga where customer = ? and " + condition;
        try (Connection connection = stack.postgres().dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, customer);
            var rows = select.executeQuery();
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private void thenTheTotalsAreExact(Totals before, int completed) {
        long price = shop.buy(Basket.oneBook())
                .saga()
                .receipt("payment")
                .path("amount")
                .longValue();
        int sold = completed + 1;
        assertThat(stack.totals()).isEqualTo(before.afterSelling(sold, "BOOK-DDD", sold, sold * price));
    }
}
