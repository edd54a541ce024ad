package maestro.orchestrator.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import maestro.saga.engine.Engine;
import maestro.saga.engine.SagaResult;
import org.springframework.stereotype.Component;

/** Waits for purchases to end, whichever replica runs them: here one is told, of others the journal is asked. */
@Component
class CompletionWaiter {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Engine engine;
    private final Purchases purchases;

    CompletionWaiter(Engine engine, Purchases purchases) {
        this.engine = engine;
        this.purchases = purchases;
    }

    /** The purchase at its end, or as it is once patience has run out. */
    PurchaseView await(String id, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        PurchaseView purchase = find(id);
        for (long left = deadline - System.nanoTime();
                left > 0 && !purchase.status().isFinal();
                left = deadline - System.nanoTime()) {
            long remote = Math.min(left, BETWEEN_LOOKS.toNanos());
            var ending = engine.result(id);
            await(ending.orElseGet(CompletableFuture::new), ending.isPresent() ? left : remote);
            purchase = find(id);
        }
        return purchase;
    }

    private static void await(CompletableFuture<SagaResult> ending, long atMostNanos) throws InterruptedException {
        try {
            ending.get(atMostNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The journal knows.
        }
    }

    private PurchaseView find(String id) {
        return purchases.find(id).orElseThrow(() -> Purchases.unknown(id));
    }
}
