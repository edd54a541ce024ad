package maestro.orchestrator.feed;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Chunk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what was written to the journal after the last look, while anybody listens, and hands it on. A listener that can't
 * keep up is dropped; it comes back with the last id that it has seen.
 */
public final class EventFeed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int MAX_LISTENERS = 1000;
    private static final int MAX_BEHIND = 2000;
    private static final int PAGE = 500;

    private final JdbcSagaRepository sagas;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition listened = lock.newCondition();
    private final Thread reader;
    private PositionTracker seen = new PositionTracker(0, Set.of());

    public EventFeed(JdbcSagaRepository sagas) {
        this.sagas = sagas;
        this.reader = Thread.ofVirtual().name("event-feed").start(this::read);
    }

    /**
     * Listens from now on.
     *
     * @return null if too many listen already
     */
    public @Nullable Subscription subscribe() {
        lock.lock();
        try {
            if (subscriptions.size() >= MAX_LISTENERS) {
                return null;
            }
            if (subscriptions.isEmpty()) {
                seen = new PositionTracker(sagas.lastPosition(), Set.of());
            }
            var subscription = new Subscription(seen.copy());
            subscriptions.add(subscription);
            listened.signal();
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        reader.interrupt();
        subscriptions.forEach(Subscription::close);
    }

    private void read() {
        try {
            while (true) {
                awaitListener();
                look();
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitListener() throws InterruptedException {
        lock.lock();
        try {
            while (subscriptions.isEmpty()) {
                listened.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            List<Chunk> chunks;
            do {
                chunks = handOn();
            } while (chunks.size() == PAGE);
        } catch (RuntimeException e) {
            log.warn("The journal can't be read for live events: {}", e.getMessage());
        }
    }

    private List<Chunk> handOn() {
        lock.lock();
        try {
            var chunks = sagas.written(seen.high(), seen.gaps(), PAGE);
            for (Chunk chunk : chunks) {
                seen.add(chunk.position());
                subscriptions.forEach(subscription -> subscription.offer(chunk));
            }
            return chunks;
        } finally {
            lock.unlock();
        }
    }

    /** One listener's share. */
    public final class Subscription implements AutoCloseable {
        private final BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(MAX_BEHIND);
        private final PositionTracker from;

        private Subscription(PositionTracker from) {
            this.from = from;
        }

        /** What had been handed on before has to be read from the journal. */
        PositionTracker from() {
            return from;
        }

        /** The next chunk; null if nothing was written for so long. */
        public @Nullable Chunk next(Duration atMost) throws InterruptedException {
            return queue.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** False once it was dropped, or the feed has ended, and nothing is left. */
        public boolean isOpen() {
            return subscriptions.contains(this) || !queue.isEmpty();
        }

        private void offer(Chunk chunk) {
            if (!queue.offer(chunk)) {
                close();
            }
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }
}
