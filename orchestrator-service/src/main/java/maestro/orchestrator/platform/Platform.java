package maestro.orchestrator.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * All that the engine and the journal take from the machine they run on: whoever puts another one in its place, decides
 * what happens when. Nothing else in them looks at a clock, draws a number, starts a thread or waits.
 */
public interface Platform {

    Duration A_LONG_TIME = Duration.ofHours(1);

    /** To the millisecond; never goes back, and goes on evenly even if somebody sets the machine's clock. */
    Instant now();

    /** Drawn evenly from [0, 1). */
    double random();

    /** A UUIDv7: ids ascend with time. */
    String newId();

    void start(String name, Runnable task);

    /**
     * Waits until something is done, whether it went well or not.
     *
     * @return false if it took longer than {@code atMost}
     */
    boolean await(CompletableFuture<?> done, Duration atMost) throws InterruptedException;

    /** Waits however long it takes. Fails as it fails. */
    default <T> T join(CompletableFuture<T> result) throws InterruptedException {
        while (!await(result, A_LONG_TIME)) {
            // goes on waiting
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    default void sleep(Duration duration) throws InterruptedException {
        var _ = await(new CompletableFuture<Void>(), duration);
    }
}
