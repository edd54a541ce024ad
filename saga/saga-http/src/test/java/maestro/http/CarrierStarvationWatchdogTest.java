package maestro.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarrierStarvationWatchdogTest {

    private static final CountDownLatch KEY = new CountDownLatch(1);

    private final int carriers = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class)
            .getParallelism();

    /** Whoever initializes it keeps its carrier, and so does whoever waits for that. */
    static final class Initialized {
        static {
            try {
                KEY.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private Initialized() {}

        static void use() {}
    }

    @AfterEach
    void release() {
        KEY.countDown();
    }

    @Test
    void letAThreadRunThatAllCarriersWaitFor() throws InterruptedException {
        for (int i = 0; i < carriers; i++) {
            var _ = Thread.startVirtualThread(Initialized::use);
        }
        Thread holder = Thread.startVirtualThread(KEY::countDown);

        try (var _ = new CarrierStarvationWatchdog()) {
            assertThat(holder.join(Duration.ofSeconds(30))).isTrue();
        }
    }
}
