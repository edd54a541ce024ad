package maestro.orchestrator.dashboard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import maestro.saga.engine.Engine;
import maestro.saga.engine.SagaRequest;
import maestro.saga.engine.SagaResult;
import maestro.saga.engine.StartResult;
import org.jspecify.annotations.Nullable;

/** Starts the same purchase many times at a constant rate, regardless of how long each takes. */
final class LoadGenerator {

    private final Engine engine;
    private final SagaRequest request;
    private final int wanted;
    private final int perSecond;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger undone = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Thread starter;

    LoadGenerator(Engine engine, SagaRequest request, int wanted, int perSecond) {
        this.engine = engine;
        this.request = request;
        this.wanted = wanted;
        this.perSecond = perSecond;
        this.starter = Thread.ofVirtual().name("load").start(this::run);
    }

    /**
     * The progress of one load.
     *
     * @param wanted the number of purchases to be started
     * @param open started and not ended
     * @param failed rejected, or continued by another process
     */
    record Progress(
            boolean running, int wanted, int started, int completed, int undone, int open, int failed, int perSecond) {
        static final Progress NONE = new Progress(false, 0, 0, 0, 0, 0, 0, 0);
    }

    Progress progress() {
        int ended = completed.get() + undone.get() + failed.get();
        return new Progress(
                isRunning(),
                wanted,
                started.get(),
                completed.get(),
                undone.get(),
                started.get() - ended,
                failed.get(),
                perSecond);
    }

    boolean isRunning() {
        return starter.isAlive();
    }

    /** Starts no further purchase. Started purchases continue. */
    void stop() {
        starter.interrupt();
    }

    private void run() {
        long start = System.nanoTime();
        long interval = Duration.ofSeconds(1).toNanos() / perSecond;
        try {
            for (int i = 0; i < wanted; i++) {
                long wait = start + i * interval - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                started.incrementAndGet();
                Thread.ofVirtual().start(this::buy);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void buy() {
        try {
            if (engine.start(request) instanceof StartResult.Started accepted) {
                var _ = accepted.result().whenComplete((result, _) -> count(result));
            } else {
                failed.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(@Nullable SagaResult result) {
        AtomicInteger counter = result == null || !result.owned()
                ? failed
                : switch (result.saga().status()) {
                    case COMPLETED -> completed;
                    case UNDONE, RESOLVED -> undone;
                    case RUNNING, PIVOTING, UNDOING -> failed;
                };
        counter.incrementAndGet();
    }
}
