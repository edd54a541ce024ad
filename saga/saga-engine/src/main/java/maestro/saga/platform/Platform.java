package maestro.saga.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Everything that the engine and the journal take from the machine. Nothing else in them reads a clock, draws a
 * number, starts a thread or waits, so another implementation decides the order of all events.
 */
public interface Platform {

    Duration A_LONG_TIME = Duration.ofHours(1);

    /** To the millisecond. Never goes back, and is not affected when the machine's clock is set. */
    Instant now();

    /** Uniformly distributed in [0, 1). */
    double random();

    /** A UUIDv7: ids ascend with time. */
    String newId();

    void start(String name, Runnable task);

    /**
     * Waits until the future has completed, normally or not.
     *
     * @return false if the timeout has elapsed before
     */
    boolean await(CompletableFuture<?> future, Duration timeout) throws InterruptedException;

    /** Waits without a timeout. Throws the future's failure. */
    default <T> T join(CompletableFuture<T> future) throws InterruptedException {
        while (!await(future, A_LONG_TIME)) {
            // waits on
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    default void sleep(Duration duration) throws InterruptedException {
        var _ = await(new CompletableFuture<Void>(), duration);
    }
}
