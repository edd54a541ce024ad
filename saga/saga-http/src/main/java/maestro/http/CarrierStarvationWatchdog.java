package maestro.http;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds a carrier when no virtual thread gets a turn, one after another until one does, and takes them back when it has been calm. A thread that
 * waits for a lock while it loads or initializes a class keeps its carrier (JEP 491). If all carriers are kept so, and the lock is held by a
 * virtual thread that waits for a carrier, nothing would ever move again: first requests, many at once, on two cores, from a
 * jar within a jar did just that.
 */
final class CarrierStarvationWatchdog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CarrierStarvationWatchdog.class);

    private static final long BETWEEN_LOOKS_MS = 1000;

    /** Long, as seven processes may start at once on two cores. */
    private static final long PATIENCE_MS = 2000;

    /** Turns that are got in time, one after another. */
    private static final int CALM = 30;

    private final Thread thread =
            Thread.ofPlatform().name("carrier-watch").daemon().start(this::watch);

    private void watch() {
        int added = 0;
        int calm = 0;
        try {
            while (true) {
                if (getsATurn()) {
                    calm++;
                    if (added > 0 && calm >= CALM) {
                        change(-added);
                        added = 0;
                    }
                    Thread.sleep(BETWEEN_LOOKS_MS);
                } else {
                    int carriers = change(1);
                    added++;
                    calm = 0;
                    log.warn(
                            "No virtual thread got a turn within {} ms: there are {} carriers now",
                            PATIENCE_MS,
                            carriers);
                }
            }
        } catch (InterruptedException closed) {
            if (added > 0) {
                change(-added);
            }
        }
    }

    private static boolean getsATurn() throws InterruptedException {
        var turn = new CountDownLatch(1);
        var _ = Thread.startVirtualThread(turn::countDown);
        return turn.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    /** How many carriers there are now. */
    private static int change(int by) {
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        int carriers = scheduler.getParallelism() + by;
        scheduler.setParallelism(carriers);
        return carriers;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
