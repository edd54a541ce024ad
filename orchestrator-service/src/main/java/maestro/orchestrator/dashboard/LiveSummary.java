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

/** The running totals, made twice a second while somebody watches. Who watches takes the latest; nobody waits for who is slow. */
final class LiveSummary implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LiveSummary.class);
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration BETWEEN_AUDITS = Duration.ofMinutes(1);

    private final Figures figures;
    private final ReconciliationRunner audits;
    private final EventFeed feed;
    private final Platform platform;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread maker;
    private int watchers;
    private long number;
    private @Nullable Summary latest;

    LiveSummary(Figures figures, ReconciliationRunner audits, EventFeed feed, Platform platform) {
        this.figures = figures;
        this.audits = audits;
        this.feed = feed;
        this.platform = platform;
        this.maker = Thread.ofVirtual().name("summary").start(this::make);
    }

    /** A summary and its number, which rises. */
    record Numbered(long number, Summary summary) {}

    /** From now on summaries are made, until it is closed. */
    AutoCloseable watch() {
        change(1);
        return () -> change(-1);
    }

    private void change(int by) {
        lock.lock();
        try {
            watchers += by;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The latest after this one; null if there is none for so long. */
    @Nullable Numbered after(long seen, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
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
        maker.interrupt();
    }

    private void make() {
        try {
            while (true) {
                awaitWatcher();
                Subscription events = feed.subscribe();
                if (events != null) {
                    try (events) {
                        makeFrom(events);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
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

    /** Until nobody watches any more, or it couldn't keep up: then it is counted anew. */
    private void makeFrom(Subscription events) throws InterruptedException {
        var tally = new Tally();
        Instant audited = Instant.MIN;
        while (isWatched() && events.isOpen()) {
            try {
                publish(figures.take(tally, platform.now()));
            } catch (RuntimeException e) {
                log.warn("The totals can't be read: {}", e.getMessage());
            }
            if (audited.isBefore(platform.now().minus(BETWEEN_AUDITS))) {
                audited = platform.now();
                Thread.ofVirtual().name("audit").start(this::audit);
            }
            listen(events, tally);
        }
    }

    private void listen(Subscription events, Tally tally) throws InterruptedException {
        Instant until = platform.now().plus(BETWEEN);
        for (Instant now = platform.now(); now.isBefore(until); now = platform.now()) {
            Chunk chunk = events.next(Duration.between(now, until));
            if (chunk != null) {
                chunk.events().forEach(event -> tally.add(chunk.saga(), event));
            }
        }
    }

    private void audit() {
        try {
            audits.run();
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

    private void publish(Summary summary) {
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
