package maestro.orchestrator.dashboard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import maestro.saga.engine.Engine;
import maestro.saga.engine.SagaRequest;
import maestro.saga.engine.SagaResult;
import maestro.saga.engine.StartResult;
import org.jspecify.annotations.Nullable;

/** The same purchase many times over, begun at a steady rate, however long each takes. */
final class Load {

    private final Engine engine;
    private final SagaRequest purchase;
    private final int wanted;
    private final int perSecond;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger undone = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Thread starter;

    Load(Engine engine, SagaRequest purchase, int wanted, int perSecond) {
        this.engine = engine;
        this.purchase = purchase;
        this.wanted = wanted;
        this.perSecond = perSecond;
        this.starter = Thread.ofVirtual().name("load").start(this::run);
    }

    /**
     * How far it is.
     *
     * @param open begun and not ended yet
     * @param failed turned away, or left to another process
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

    /** Begins no more; what has begun goes on. */
    void stop() {
        starter.interrupt();
    }

    private void run() {
        long began = System.nanoTime();
        long between = Duration.ofSeconds(1).toNanos() / perSecond;
        try {
            for (int i = 0; i < wanted; i++) {
                long wait = began + i * between - System.nanoTime();
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
            if (engine.start(purchase) instanceof StartResult.Started under) {
                var _ = under.result().whenComplete((ending, _) -> count(ending));
            } else {
                failed.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(@Nullable SagaResult ending) {
        AtomicInteger counter = ending == null || !ending.owned()
                ? failed
                : switch (ending.saga().status()) {
                    case COMPLETED -> completed;
                    case UNDONE, RESOLVED -> undone;
                    case RUNNING, PIVOTING, UNDOING -> failed;
                };
        counter.incrementAndGet();
    }
}
