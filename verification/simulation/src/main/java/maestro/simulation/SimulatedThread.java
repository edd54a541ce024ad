package maestro.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A thread of a simulated process. It runs only while the scheduler has resumed it. */
final class SimulatedThread implements ScheduledItem {

    private static final CompletableFuture<?> NOTHING = CompletableFuture.completedFuture(null);

    private final SimulatedProcess process;
    private final String name;
    private final Thread thread;
    private volatile boolean running;
    private CompletableFuture<?> awaited = NOTHING;
    private long timeoutAt;

    SimulatedThread(SimulatedProcess process, String name, Runnable task) {
        this.process = process;
        this.name = name;
        this.thread = Thread.ofVirtual().unstarted(task);
    }

    String name() {
        return name;
    }

    @Override
    public long due() {
        if (process.isDead()) {
            return 0;
        }
        return Math.max(awaited.isDone() ? 0 : timeoutAt, process.pausedUntil());
    }

    /** Whether the process died before the thread started. */
    boolean isObsolete() {
        return process.isDead() && thread.getState() == Thread.State.NEW;
    }

    void waitFor(CompletableFuture<?> future, long timeoutAtMillis) {
        awaited = future;
        timeoutAt = timeoutAtMillis;
    }

    /** Called by this thread before it resumes another one. */
    void suspend() {
        running = false;
    }

    void resume() {
        running = true;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    /** Called by this thread: returns when the scheduler has resumed it. */
    void parkUntilResumed() {
        while (!running) {
            LockSupport.park();
        }
    }
}
