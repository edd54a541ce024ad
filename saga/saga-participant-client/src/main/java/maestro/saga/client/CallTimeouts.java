package maestro.saga.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts calls at their timeout, at most {@link #TICK} late. One thread watches all calls in flight. No library is
 * used: a timer per call would wake a thread per call, although nearly every call ends long before its timeout.
 */
final class CallTimeouts implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(10);

    private final Set<Timeout> inFlight = ConcurrentHashMap.newKeySet();
    final Thread watcher = Thread.ofVirtual().name("call-timeouts").unstarted(this::watch);
    private volatile boolean asleep;
    private volatile boolean closed;

    CallTimeouts() {
        watcher.start();
    }

    /**
     * Starts the timeout of a call that the current thread makes. {@link Timeout#end} must follow on the same thread.
     *
     * @throws IllegalStateException on a platform thread: an interrupt does not end its socket I/O
     */
    Timeout start(Duration timeout) {
        var started = new Timeout(Thread.currentThread(), System.nanoTime() + timeout.toNanos());
        inFlight.add(started);
        if (asleep) {
            LockSupport.unpark(watcher);
        }
        return started;
    }

    /** Stops the watcher. Calls in flight are no longer interrupted. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watcher);
    }

    private void watch() {
        while (!closed) {
            asleep = true;
            if (inFlight.isEmpty() && !closed) {
                LockSupport.park(this);
            }
            asleep = false;
            LockSupport.parkNanos(TICK.toNanos());
            long now = System.nanoTime();
            inFlight.forEach(timeout -> timeout.interruptIfDue(now));
        }
    }

    /** Interrupts its call at the deadline, unless the call has ended before. */
    final class Timeout {
        private final Thread caller;
        private final long deadline;
        private final AtomicBoolean settled = new AtomicBoolean();

        private Timeout(Thread caller, long deadline) {
            if (!caller.isVirtual()) {
                throw new IllegalStateException("a call on a platform thread can't be interrupted");
            }
            this.caller = caller;
            this.deadline = deadline;
        }

        private void interruptIfDue(long now) {
            if (now - deadline >= 0 && settled.compareAndSet(false, true)) {
                caller.interrupt();
            }
        }

        /** Ends the timeout. Returns whether it has interrupted the call; the interrupt is cleared. */
        boolean end() {
            inFlight.remove(this);
            if (settled.compareAndSet(false, true)) {
                return false;
            }
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            return true;
        }
    }
}
