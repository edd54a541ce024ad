package maestro.saga.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import maestro.saga.client.CallTimeouts.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;

@org.junit.jupiter.api.Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class CallTimeoutsTest {

    private final CallTimeouts timeouts = new CallTimeouts();

    @AfterEach
    void close() {
        timeouts.close();
    }

    @Test
    void interruptsACallAtItsTimeout() throws Exception {
        boolean isInterruptedAfterwards = onAVirtualThread(() -> {
            assertThat(blockUntilTimeout()).isTrue();
            return Thread.interrupted();
        });

        assertThat(isInterruptedAfterwards).isFalse();
    }

    @Test
    void doesNotInterruptAfterTheEndOfACall() throws Exception {
        boolean isInterrupted = onAVirtualThread(() -> {
            boolean wasInterrupted = timeouts.start(Duration.ofMillis(1)).end();
            onAVirtualThread(this::blockUntilTimeout); // a later tick of the watcher has passed then
            return wasInterrupted || Thread.interrupted();
        });

        assertThat(isInterrupted).isFalse();
    }

    @Test
    void interruptsEachOfManyCallsAfterAPauseWithoutCalls() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(onAVirtualThread(this::blockUntilTimeout)).isTrue();
        }
    }

    @Test
    void rejectsACallOnAPlatformThread() {
        assertThatThrownBy(() -> timeouts.start(Duration.ofSeconds(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeEndsTheIdleWatcher() throws Exception {
        timeouts.close();

        assertThat(timeouts.watcher.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void closeEndsTheWatcherOfACallInFlight() throws Exception {
        boolean wasInterrupted = onAVirtualThread(() -> {
            Timeout timeout = timeouts.start(Duration.ofMinutes(1));
            timeouts.close();
            assertThat(timeouts.watcher.join(Duration.ofSeconds(10))).isTrue();
            return timeout.end();
        });

        assertThat(wasInterrupted).isFalse();
    }

    /** Returns whether the timeout has interrupted the call. */
    private boolean blockUntilTimeout() {
        Timeout timeout = timeouts.start(Duration.ofMillis(5));
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park(this);
        }
        return timeout.end();
    }

    private static <T> T onAVirtualThread(Callable<T> call) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(call).get();
        }
    }
}
