package maestro.http;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds carrier threads, one at a time, while no virtual thread can run. Removes them when virtual threads have run
 * for a while.
 *
 * <p>A virtual thread that waits for a lock while it loads or initializes a class pins its carrier (JEP 491). If all
 * carriers are pinned and the owner of the lock is a virtual thread without a carrier, the process stops forever.
 * Many simultaneous first requests on two cores, with nested jars, caused it. Neither the JDK nor Spring Boot
 * resolves this state.
 */
final class CarrierStarvationWatchdog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CarrierStarvationWatchdog.class);

    private static final long CHECK_INTERVAL_MS = 1000;

    /** Tolerates the start of seven processes at once on two cores. */
    private static final long STARVATION_TIMEOUT_MS = 2000;

    /** Consecutive successful checks after which the added carriers are removed. */
    private static final int RECOVERY_CHECKS = 30;

    private final Thread thread =
            Thread.ofPlatform().name("carrier-watchdog").daemon().start(this::watch);

    private void watch() {
        int added = 0;
        int successes = 0;
        try {
            while (true) {
                if (virtualThreadRuns()) {
                    successes++;
                    if (added > 0 && successes >= RECOVERY_CHECKS) {
                        changeParallelism(-added);
                        added = 0;
                    }
                    Thread.sleep(CHECK_INTERVAL_MS);
                } else {
                    int carriers = changeParallelism(1);
                    added++;
                    successes = 0;
                    log.warn(
                            "No virtual thread ran within {} ms: raised to {} carriers",
                            STARVATION_TIMEOUT_MS,
                            carriers);
                }
            }
        } catch (InterruptedException closed) {
            if (added > 0) {
                changeParallelism(-added);
            }
        }
    }

    private static boolean virtualThreadRuns() throws InterruptedException {
        var ran = new CountDownLatch(1);
        var _ = Thread.startVirtualThread(ran::countDown);
        return ran.await(STARVATION_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }

    /** Returns the new number of carriers. */
    private static int changeParallelism(int delta) {
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        int carriers = scheduler.getParallelism() + delta;
        scheduler.setParallelism(carriers);
        return carriers;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
