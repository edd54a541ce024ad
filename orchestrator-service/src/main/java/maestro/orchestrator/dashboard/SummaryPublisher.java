package maestro.orchestrator.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import maestro.orchestrator.feed.EventFeed;
import maestro.orchestrator.feed.EventFeed.Subscription;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Chunk;
import maestro.saga.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a summary twice a second, and runs an audit once a minute, while there are watchers. Each watcher takes the
 * latest summary, so a slow watcher delays neither this process nor the other watchers.
 */
public final class SummaryPublisher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SummaryPublisher.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration AUDIT_INTERVAL = Duration.ofMinutes(1);

    private final SummaryBuilder summaries;
    private final ReconciliationRunner reconciliations;
    private final EventFeed feed;
    private final Platform platform;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread publisher;
    private int watchers;
    private long number;
    private @Nullable DashboardSummary latest;

    public SummaryPublisher(
            SummaryBuilder summaries, ReconciliationRunner reconciliations, EventFeed feed, Platform platform) {
        this.summaries = summaries;
        this.reconciliations = reconciliations;
        this.feed = feed;
        this.platform = platform;
        this.publisher = Thread.ofVirtual().name("summary").start(this::run);
    }

    /** @param number ascending */
    record Numbered(long number, DashboardSummary summary) {}

    /** Adds a watcher until the result is closed. */
    AutoCloseable watch() {
        changeWatchers(1);
        return () -> changeWatchers(-1);
    }

    private void changeWatchers(int by) {
        lock.lock();
        try {
            watchers += by;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The latest summary after the one with this number; null after the timeout. */
    @Nullable Numbered after(long seen, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while ((latest == null || number <= seen) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return latest == null || number <= seen ? null : new Numbered(number, latest);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        publisher.interrupt();
    }

    private void run() {
        try {
            while (true) {
                awaitWatcher();
                Subscription events = feed.subscribe();
                if (events != null) {
                    try (events) {
                        publishWhileWatched(events);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitWatcher() throws InterruptedException {
        lock.lock();
        try {
            while (watchers == 0) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns also when the subscription was closed. The statistics are then counted anew. */
    private void publishWhileWatched(Subscription events) throws InterruptedException {
        var statistics = new PurchaseStatistics();
        Instant audited = Instant.MIN;
        while (isWatched() && events.isOpen()) {
            try {
                publish(summaries.build(statistics, platform.now()));
            } catch (RuntimeException e) {
                log.warn("The summary can't be built: {}", e.getMessage());
            }
            if (audited.isBefore(platform.now().minus(AUDIT_INTERVAL))) {
                audited = platform.now();
                platform.start("audit", this::audit);
            }
            collect(events, statistics);
        }
    }

    private void collect(Subscription events, PurchaseStatistics statistics) throws InterruptedException {
        Instant until = platform.now().plus(INTERVAL);
        for (Instant now = platform.now(); now.isBefore(until); now = platform.now()) {
            Chunk chunk = events.next(Duration.between(now, until));
            if (chunk != null) {
                chunk.events().forEach(event -> statistics.add(chunk.saga(), event));
            }
        }
    }

    private void audit() {
        try {
            reconciliations.run();
        } catch (RuntimeException e) {
            log.warn("The audit is incomplete: {}", e.getMessage());
        }
    }

    private boolean isWatched() {
        lock.lock();
        try {
            return watchers > 0;
        } finally {
            lock.unlock();
        }
    }

    private void publish(DashboardSummary summary) {
        lock.lock();
        try {
            number++;
            latest = summary;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
