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
import maestro.acceptance.StackConfig.UsesStack;
import maestro.stack.PurchaseRequest;
import maestro.stack.Stack;
import maestro.stack.StackService;
import maestro.stack.Totals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Fault 15 for many purchases: the orchestrator is killed while all of them wait for cd. Measures how long the next
 * process takes to adopt and to end them. {@code -Dmaestro.recovered=N} enables the measurement and sets the number of
 * purchases.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "maestro.recovered", matches = "\\d+")
@UsesStack(StackConfig.TWO_ON_POSTGRES)
class RecoveryLoadIT extends AcceptanceTest {

    private static final int PURCHASES = Integer.getInteger("maestro.recovered", 300);

    private static final String IS_WAITING =
            "exists (select 1 from history where history.saga = saga.id and events like '%DO_UNKNOWN%')";

    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private final StackService normal = stack.service(Stack.ORCHESTRATOR);
    private final StackService next = normal.withSettings(Map.of("MAESTRO_SAGA_DEADLINE", "2h"));
    private final StackService first = next.withSettings(Map.of(
            "MAESTRO_SAGA_ATTEMPTS", "1000",
            "MAESTRO_SAGA_BACKOFF", "1h",
            "MAESTRO_SAGA_BACKOFFCEILING", "1h"));

    private final String customer = UUID.randomUUID() + "@recovery.example";

    RecoveryLoadIT(Stack stack) {
        super(stack);
    }

    @BeforeEach
    void startOneOrchestratorWithLongBackoff() {
        stack.service("orchestrator-2").stop();
        normal.stop();
        first.ensureRunning();
    }

    @AfterEach
    void killOrchestrators() {
        first.kill();
        next.kill();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void endsPurchasesOfKilledOrchestrator() throws Exception {
        Totals before = stack.totals();
        armFault("cd", "{}");
        PurchaseRequest request = PurchaseRequest.oneBook().withCustomer(customer);
        ConcurrentCalls.run(16, nCopies(PURCHASES, () -> orchestrator.buyAsync(request)));
        awaitAll(IS_WAITING);

        first.kill();
        stack.participant("cd").clearFaults();
        long start = System.nanoTime();
        next.start();
        var ready = CompletableFuture.runAsync(next::awaitReady).thenApply(_ -> secondsSince(start));
        awaitAll("epoch > 1");
        double adopted = secondsSince(start);
        awaitAll("status in ('COMPLETED', 'UNDONE')");
        double ended = secondsSince(start);

        int completed = count("status = 'COMPLETED'");
        System.out.printf(
                "%d purchases ran when the orchestrator was killed. Seconds from the start of the next process: "
                        + "ready %.1f, all adopted %.1f, all ended %.1f; %d completed, %d undone%n",
                PURCHASES, ready.join(), adopted, ended, completed, PURCHASES - completed);
        assertTotals(before, completed);
        assertAuditClean();
    }

    private void awaitAll(String condition) {
        await(condition).atMost(TIMEOUT).pollInterval(Duration.ofMillis(50)).until(() -> count(condition) == PURCHASES);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
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

    private void assertTotals(Totals before, int completed) {
        long price = orchestrator.buy(PurchaseRequest.oneBook()).purchase().amountPaid();
        int sold = completed + 1;
        assertThat(stack.totals()).isEqualTo(before.afterSelling(sold, "BOOK-DDD", sold, sold * price));
    }
}
