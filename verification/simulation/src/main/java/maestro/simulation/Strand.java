package maestro.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A thread of a simulated process. It runs only while it holds the baton. */
final class Strand implements Turn {

    private static final CompletableFuture<?> NOTHING = CompletableFuture.completedFuture(null);

    private final Host host;
    private final String name;
    private final Thread thread;
    private volatile boolean holdsBaton;
    private CompletableFuture<?> awaited = NOTHING;
    private long until;

    Strand(Host host, String name, Runnable life) {
        this.host = host;
        this.name = name;
        this.thread = Thread.ofVirtual().unstarted(life);
    }

    String name() {
        return name;
    }

    void waitFor(CompletableFuture<?> done, long untilMillis) {
        awaited = done;
        until = untilMillis;
    }

    @Override
    public long due() {
        if (host.isDead()) {
            return 0;
        }
        return Math.max(awaited.isDone() ? 0 : until, host.pausedUntil());
    }

    /** A process that died first never began it. */
    boolean isStillborn() {
        return host.isDead() && thread.getState() == Thread.State.NEW;
    }

    void take() {
        holdsBaton = true;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    /** Whoever gave the baton away calls this at once. */
    void awaitBaton() {
        while (!holdsBaton) {
            LockSupport.park();
        }
    }

    /** It is its own turn again. */
    void keep() {
        holdsBaton = true;
    }

    void giveAway() {
        holdsBaton = false;
    }
}
