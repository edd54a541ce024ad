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
 * Polls the journal while there are subscriptions, and publishes new chunks to all of them. A subscription that does
 * not keep up is closed; its client resumes with the last id that it has seen.
 */
public final class EventFeed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final int MAX_SUBSCRIPTIONS = 1000;
    private static final int QUEUE_CAPACITY = 2000;
    private static final int PAGE = 500;

    private final JdbcSagaRepository sagas;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition subscribed = lock.newCondition();
    private final Thread reader;
    private PositionTracker published = new PositionTracker(0, Set.of());

    public EventFeed(JdbcSagaRepository sagas) {
        this.sagas = sagas;
        this.reader = Thread.ofVirtual().name("event-feed").start(this::read);
    }

    /**
     * Subscribes to the chunks that are published from now on.
     *
     * @return null if there are too many subscriptions
     */
    public @Nullable Subscription subscribe() {
        lock.lock();
        try {
            if (subscriptions.size() >= MAX_SUBSCRIPTIONS) {
                return null;
            }
            if (subscriptions.isEmpty()) {
                published = new PositionTracker(sagas.lastPosition(), Set.of());
            }
            var subscription = new Subscription(published.copy());
            subscriptions.add(subscription);
            subscribed.signal();
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
                awaitSubscription();
                poll();
                TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitSubscription() throws InterruptedException {
        lock.lock();
        try {
            while (subscriptions.isEmpty()) {
                subscribed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void poll() {
        try {
            List<Chunk> chunks;
            do {
                chunks = publish();
            } while (chunks.size() == PAGE);
        } catch (RuntimeException e) {
            log.warn("The journal can't be read, live events are delayed: {}", e.getMessage());
        }
    }

    private List<Chunk> publish() {
        lock.lock();
        try {
            var chunks = sagas.written(published.high(), published.gaps(), PAGE);
            for (Chunk chunk : chunks) {
                published.add(chunk.position());
                subscriptions.forEach(subscription -> subscription.offer(chunk));
            }
            return chunks;
        } finally {
            lock.unlock();
        }
    }

    /** The published chunks for one client. */
    public final class Subscription implements AutoCloseable {
        private final BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
        private final PositionTracker before;

        private Subscription(PositionTracker before) {
            this.before = before;
        }

        /** The positions that were published before this subscription. */
        PositionTracker before() {
            return before;
        }

        /** The next chunk; null after the timeout. */
        public @Nullable Chunk next(Duration timeout) throws InterruptedException {
            return queue.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** False if this subscription was closed and its last chunk was read. */
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
