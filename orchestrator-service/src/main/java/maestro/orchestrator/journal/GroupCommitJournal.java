package maestro.orchestrator.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import maestro.orchestrator.journal.Gathering.Pending;
import maestro.orchestrator.journal.Store.CommitUnknownException;
import maestro.orchestrator.platform.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Group commit: one thread takes what has gathered and commits it as one transaction, while the next group gathers behind
 * it. Callers wait for their own record only; appended records ride along with the next group, at the latest after {@link
 * #BEHIND}.
 */
public final class GroupCommitJournal implements Journal, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommitJournal.class);

    /** How long an appended record may wait for company. */
    private static final Duration BEHIND = Duration.ofMillis(100);

    /**
     * How long the next group gathers after one of at least {@link #COMMIT_SIBLINGS} records: under such load the cores are
     * what is short, and fewer, larger commits leave more of them to the purchases.
     */
    private static final Duration COMMIT_DELAY = Duration.ofMillis(2);

    private static final int COMMIT_SIBLINGS = 6;

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Store store;
    private final Platform platform;
    private final ReentrantLock lock = new ReentrantLock();
    private final Gathering gathering = new Gathering();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private CompletableFuture<Void> arrival = new CompletableFuture<>();
    private boolean closed;

    public GroupCommitJournal(Store store, Platform platform) {
        this.store = store;
        this.platform = platform;
        platform.start("journal", this::writeGroups);
    }

    @Override
    public String owner() {
        return store.owner();
    }

    @Override
    public CompletableFuture<Written> accept(NewSaga saga) {
        return gather(saga, true);
    }

    @Override
    public CompletableFuture<Written> force(Transition transition) {
        return gather(transition, true);
    }

    @Override
    public CompletableFuture<Written> append(Transition transition) {
        return gather(transition, false);
    }

    @Override
    public Optional<StoredSaga> find(String id) {
        return store.find(id);
    }

    @Override
    public History history(String id) {
        return store.history(id);
    }

    @Override
    public List<Orphan> orphans(String afterId, int limit) {
        return store.orphans(afterId, limit);
    }

    @Override
    public void setAside(StoredSaga saga, String why) {
        store.setAside(saga, why);
    }

    @Override
    public void renewLease(Duration lease) {
        store.renewLease(lease);
    }

    /** Writes what has gathered, gives the lease back, stops. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrival.complete(null);
        } finally {
            lock.unlock();
        }
        try {
            if (platform.await(ended, CLOSING)) {
                store.endLease();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("The lease can't be given back and runs out by itself: {}", e.getMessage());
        }
    }

    private CompletableFuture<Written> gather(Write write, boolean force) {
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(
                        new JournalUnavailableException(new IllegalStateException("it is closed")));
            }
            var written = gathering.add(write, force, platform.now());
            if (gathering.concernsTheWriter()) {
                arrival.complete(null);
            }
            return written;
        } finally {
            lock.unlock();
        }
    }

    private void writeGroups() {
        try {
            for (var group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
                write(group, false);
                if (group.size() >= COMMIT_SIBLINGS) {
                    platform.sleep(COMMIT_DELAY);
                }
            }
        } catch (InterruptedException e) {
            log.warn("The journal's writer was interrupted; what is not written is left to recovery");
        } finally {
            ended.complete(null);
        }
    }

    /** Waits for something that is forced or has waited long enough; empty when closed. */
    private List<Pending> nextGroup() throws InterruptedException {
        while (true) {
            CompletableFuture<Void> change;
            Duration idle;
            lock.lock();
            try {
                Instant now = platform.now();
                var group = gathering.take(closed ? Instant.MAX : now.minus(BEHIND));
                if (closed || !group.isEmpty()) {
                    return group;
                }
                idle = gathering.idle(BEHIND, now);
                arrival = new CompletableFuture<>();
                change = arrival;
            } finally {
                lock.unlock();
            }
            var _ = platform.await(change, idle);
        }
    }

    /** Commits the group, however long the database is away; only new sagas are turned away meanwhile. */
    private void write(List<Pending> group, boolean inDoubt) throws InterruptedException {
        Duration pause = FIRST_RETRY;
        List<Pending> left = group;
        boolean again = inDoubt;
        while (!left.isEmpty()) {
            try {
                complete(left, store.write(left.stream().map(Pending::write).toList(), again));
                return;
            } catch (CommitUnknownException e) {
                log.warn(
                        "Whether a group of {} was committed is unknown, asking again: {}",
                        left.size(),
                        e.getMessage());
                again = true;
                turnAwayWhoComes(e);
            } catch (RuntimeException e) {
                left = afterFailure(left, again, e);
            }
            platform.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? pause.multipliedBy(2) : LAST_RETRY;
        }
    }

    /**
     * The group was rolled back. A poisoned record is set aside. New sagas are refused, unless an earlier commit of theirs is
     * in doubt, or a deadlock is all that happened. The rest is tried again.
     */
    private List<Pending> afterFailure(List<Pending> group, boolean inDoubt, RuntimeException e)
            throws InterruptedException {
        if (isAboutTheData(e)) {
            setAside(group, inDoubt, e);
            return List.of();
        }
        log.warn("The journal can't be written, {} records wait: {}", group.size(), e.getMessage());
        if (e instanceof TransientDataAccessException) {
            return group;
        }
        turnAwayWhoComes(e);
        if (inDoubt) {
            return group;
        }
        group.stream().filter(Pending::isNewSaga).forEach(p -> fail(p, e));
        return group.stream().filter(p -> !p.isNewSaga()).toList();
    }

    /** New sagas that have gathered behind a group that can't be written aren't kept waiting for it. */
    private void turnAwayWhoComes(RuntimeException e) {
        List<Pending> newSagas;
        lock.lock();
        try {
            newSagas = gathering.takeNewSagas();
        } finally {
            lock.unlock();
        }
        newSagas.forEach(newSaga -> fail(newSaga, e));
    }

    private void setAside(List<Pending> group, boolean inDoubt, RuntimeException e) throws InterruptedException {
        if (group.size() == 1) {
            Pending poisoned = group.getFirst();
            log.error("A record of saga {} can't be written", poisoned.write().id(), e);
            fail(poisoned, e);
        } else {
            for (Pending each : group) {
                write(List.of(each), inDoubt);
            }
        }
    }

    private static void fail(Pending pending, RuntimeException e) {
        pending.written().completeExceptionally(new JournalUnavailableException(e));
    }

    private static boolean isAboutTheData(RuntimeException e) {
        return e instanceof NonTransientDataAccessException && !(e instanceof NonTransientDataAccessResourceException);
    }

    private static void complete(List<Pending> group, List<Written> results) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).written().complete(results.get(i));
        }
    }
}
