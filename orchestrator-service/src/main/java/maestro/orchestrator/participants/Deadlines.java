package maestro.orchestrator.participants;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts calls whose time is up, at most {@link #TICK} late. Nearly every call ends long before, so one is put in and taken
 * out by hand and one thread looks now and then at those that are under way: a timer for each would wake a thread each time.
 */
final class Deadlines {

    private static final Duration TICK = Duration.ofMillis(10);

    private final Set<Cut> underWay = ConcurrentHashMap.newKeySet();
    private final Thread watch = Thread.ofVirtual().name("deadlines").unstarted(this::watch);
    private volatile boolean asleep;

    Deadlines() {
        watch.start();
    }

    /**
     * To be closed by this same thread when its call is over.
     *
     * @throws IllegalStateException on a platform thread, which an interrupt doesn't free from a socket
     */
    Cut after(Duration timeout) {
        var cut = new Cut(Thread.currentThread(), System.nanoTime() + timeout.toNanos());
        underWay.add(cut);
        if (asleep) {
            LockSupport.unpark(watch);
        }
        return cut;
    }

    private void watch() {
        while (true) {
            asleep = true;
            if (underWay.isEmpty()) {
                LockSupport.park(this);
            }
            asleep = false;
            LockSupport.parkNanos(TICK.toNanos());
            long now = System.nanoTime();
            underWay.forEach(cut -> cut.comeIfDue(now));
        }
    }

    /** Interrupts a call at its deadline, unless it has ended before, and nothing that its thread does afterwards. */
    final class Cut {
        private final Thread caller;
        private final long deadline;
        private final AtomicBoolean over = new AtomicBoolean();

        private Cut(Thread caller, long deadline) {
            if (!caller.isVirtual()) {
                throw new IllegalStateException("a call can't be cut off on a platform thread");
            }
            this.caller = caller;
            this.deadline = deadline;
        }

        private void comeIfDue(long now) {
            if (now - deadline >= 0 && over.compareAndSet(false, true)) {
                caller.interrupt();
            }
        }

        /** Asked once the call is over; then it comes no more. */
        boolean hasCome() {
            underWay.remove(this);
            if (over.compareAndSet(false, true)) {
                return false;
            }
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            return true;
        }
    }
}
