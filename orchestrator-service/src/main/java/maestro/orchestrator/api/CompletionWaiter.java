package maestro.orchestrator.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import maestro.saga.engine.Engine;
import maestro.saga.engine.SagaResult;
import maestro.saga.platform.Platform;

/** Waits for the end of purchases. The journal is polled for a purchase that another process runs. */
public final class CompletionWaiter {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final Engine engine;
    private final Purchases purchases;
    private final Platform platform;

    public CompletionWaiter(Engine engine, Purchases purchases, Platform platform) {
        this.engine = engine;
        this.purchases = purchases;
        this.platform = platform;
    }

    /** The purchase at its end, or as the journal has it after {@code timeout}. */
    PurchaseView await(String id, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        PurchaseView purchase = purchases.get(id);
        Duration left = timeout;
        while (left.isPositive() && !purchase.status().isFinal()) {
            var result = engine.result(id);
            Duration wait = result.isPresent() || left.compareTo(POLL_INTERVAL) < 0 ? left : POLL_INTERVAL;
            var _ = platform.await(result.orElseGet(CompletableFuture<SagaResult>::new), wait);
            purchase = purchases.get(id);
            left = Duration.ofNanos(deadline - System.nanoTime());
        }
        return purchase;
    }
}
