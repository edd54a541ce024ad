package maestro.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarrierStarvationWatchdogTest {

    private static final CountDownLatch LOCK = new CountDownLatch(1);

    private final int carriers = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class)
            .getParallelism();

    /** Its initialization blocks: it pins the carrier of the initializing thread and of each waiting thread. */
    static final class BlockedInitializer {
        static {
            try {
                LOCK.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private BlockedInitializer() {}

        static void use() {}
    }

    @AfterEach
    void release() {
        LOCK.countDown();
    }

    @Test
    void runsVirtualThreadWhileAllCarriersArePinned() throws InterruptedException {
        for (int i = 0; i < carriers; i++) {
            var _ = Thread.startVirtualThread(BlockedInitializer::use);
        }
        Thread owner = Thread.startVirtualThread(LOCK::countDown);

        try (var _ = new CarrierStarvationWatchdog()) {
            assertThat(owner.join(Duration.ofSeconds(30))).isTrue();
        }
    }
}
