package maestro.saga.platform;

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

/** The JVM: virtual threads, and a clock that is read once and then advances by {@link System#nanoTime}. */
public final class JvmPlatform implements Platform {

    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();

    /** The journal keeps milliseconds. A time is the same before it is written and after it is read. */
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
    public boolean await(CompletableFuture<?> future, Duration timeout) throws InterruptedException {
        try {
            future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Waits without a timer. */
    @Override
    public <T> T join(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        }
    }
}
