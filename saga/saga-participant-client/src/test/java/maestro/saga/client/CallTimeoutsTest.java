package maestro.saga.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import maestro.saga.client.CallTimeouts.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class CallTimeoutsTest {

    private final CallTimeouts deadlines = new CallTimeouts();

    @Test
    void interruptsACallWhoseTimeIsUp() throws Exception {
        boolean isStillInterrupted = onAVirtualThread(() -> {
            assertThat(cutOff()).isTrue();
            return Thread.interrupted();
        });

        assertThat(isStillInterrupted).as("what comes after the call").isFalse();
    }

    @Test
    void leavesAloneWhoseCallHasEnded() throws Exception {
        boolean isInterrupted = onAVirtualThread(() -> {
            Cut ended = deadlines.after(Duration.ofMillis(1));
            boolean hasCome = ended.hasCome();
            onAVirtualThread(this::cutOff); // by then it has been looked at again
            return hasCome || Thread.interrupted();
        });

        assertThat(isInterrupted).isFalse();
    }

    @Test
    void noticesEachCallHoweverLongThereWasNone() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(onAVirtualThread(this::cutOff)).isTrue();
        }
    }

    @Test
    void takesNoCallOnAPlatformThread() {
        assertThatThrownBy(() -> deadlines.after(Duration.ofSeconds(1))).isInstanceOf(IllegalStateException.class);
    }

    private boolean cutOff() {
        Cut cut = deadlines.after(Duration.ofMillis(5));
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park(this);
        }
        return cut.hasCome();
    }

    private static <T> T onAVirtualThread(Callable<T> call) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(call).get();
        }
    }
}
