package maestro.saga.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import maestro.saga.platform.Platform;
import org.jspecify.annotations.Nullable;

/** A queue with one reader. A closed mailbox takes no message. */
final class Mailbox<T> {

    private final Platform platform;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<T> messages = new ArrayDeque<>();
    private CompletableFuture<Void> arrival = new CompletableFuture<>();
    private boolean closed;

    Mailbox(Platform platform) {
        this.platform = platform;
    }

    /** Returns false if the mailbox is closed. */
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

    /** Waits for a message, at most for the given time. */
    void await(Duration timeout) throws InterruptedException {
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
        var _ = platform.await(next, timeout);
    }

    /** Returns the messages that were not read. */
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
