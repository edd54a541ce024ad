package maestro.orchestrator.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The JVM's own: virtual threads, and a clock that is set once and then runs by {@link System#nanoTime}. */
public final class JvmPlatform implements Platform {

    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();

    /** Milliseconds are what the journal keeps: what is told before and after reading it back is the same. */
    @Override
    public Instant now() {
        return began.plusNanos(System.nanoTime() - beganNanos).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public String newId() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }

    @Override
    public void start(String name, Runnable task) {
        Thread.ofVirtual().name(name).start(task);
    }

    @Override
    public boolean await(CompletableFuture<?> done, Duration atMost) throws InterruptedException {
        try {
            done.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Waits without a timer. */
    @Override
    public <T> T join(CompletableFuture<T> result) throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        }
    }
}
