package maestro.orchestrator.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import maestro.orchestrator.platform.Platform;
import org.jspecify.annotations.Nullable;

/** Messages for one reader, who may wait for the next one. Once it is closed it takes none. */
final class Mailbox<T> {

    private final Platform platform;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<T> messages = new ArrayDeque<>();
    private CompletableFuture<Void> arrival = new CompletableFuture<>();
    private boolean closed;

    Mailbox(Platform platform) {
        this.platform = platform;
    }

    /** False if nobody will ever read it. */
    boolean add(T message) {
        lock.lock();
        try {
            if (!closed) {
                messages.add(message);
                arrival.complete(null);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    @Nullable T poll() {
        lock.lock();
        try {
            return messages.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a message to read, no longer than that. */
    void await(Duration atMost) throws InterruptedException {
        CompletableFuture<Void> next;
        lock.lock();
        try {
            if (!messages.isEmpty()) {
                return;
            }
            arrival = new CompletableFuture<>();
            next = arrival;
        } finally {
            lock.unlock();
        }
        var _ = platform.await(next, atMost);
    }

    /** What nobody read. */
    List<T> close() {
        lock.lock();
        try {
            closed = true;
            return List.copyOf(messages);
        } finally {
            lock.unlock();
        }
    }
}
