package maestro.orchestrator.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import maestro.orchestrator.journal.Journal.Acceptance.Accepted;
import maestro.orchestrator.journal.Journal.Acceptance.KeyTaken;
import maestro.orchestrator.saga.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * Group commit: one thread takes what has gathered and commits it as one transaction, while the next group gathers behind
 * it. Callers of a forced write wait for their own record only; appended records ride along with the next group, at the
 * latest after {@link #BEHIND}.
 *
 * <p>One record of a saga is in the gathered group at a time: later ones are merged into it, so their order can't change
 * and a forced record carries with it all that was appended before.
 */
public final class GroupCommitJournal implements Journal, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommitJournal.class);

    /** How long an appended record may wait for company. */
    private static final Duration BEHIND = Duration.ofMillis(100);

    private static final int LARGEST_GROUP = 512;
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);

    private final Sagas sagas;
    private final GroupWriter writer;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Map<String, Pending> gathered = new LinkedHashMap<>();
    private int forced;
    private boolean closed;

    public GroupCommitJournal(Sagas sagas, GroupWriter writer) {
        this.sagas = sagas;
        this.writer = writer;
        this.thread = Thread.ofPlatform().daemon().name("journal").start(this::writeGroups);
    }

    @Override
    public Acceptance accept(NewSaga saga) {
        var result = gather(saga, true);
        return await(result) == Written.DURABLE ? new Accepted() : new KeyTaken();
    }

    @Override
    public Written force(Transition transition) {
        return await(gather(transition, true));
    }

    @Override
    public void append(Transition transition) {
        var _ = gather(transition, false);
    }

    @Override
    public Optional<StoredSaga> find(String id) {
        return sagas.find(id);
    }

    @Override
    public List<Event> history(String id) {
        return sagas.history(id);
    }

    @Override
    public List<StoredSaga> unowned(String afterId, int limit) {
        return sagas.unowned(writer.owner(), afterId, limit);
    }

    /** Writes what has gathered, then stops. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Written> gather(Write write, boolean force) {
        lock.lock();
        try {
            if (closed) {
                throw new JournalUnavailableException(new IllegalStateException("closed"));
            }
            Pending earlier = gathered.get(write.id());
            if (earlier != null && !earlier.isFollowedBy(write)) {
                return CompletableFuture.completedFuture(Written.FENCED);
            }
            Pending pending = earlier == null ? new Pending(write) : earlier.then(write);
            gathered.put(write.id(), pending);
            if (force && !pending.forced) {
                pending.forced = true;
                forced++;
            }
            work.signal();
            return pending.written;
        } finally {
            lock.unlock();
        }
    }

    private static Written await(CompletableFuture<Written> written) {
        try {
            return written.join();
        } catch (CompletionException e) {
            throw new JournalUnavailableException(e.getCause() == null ? e : e.getCause());
        }
    }

    private void writeGroups() {
        try {
            for (var group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
                write(group, false);
            }
        } catch (InterruptedException e) {
            log.warn("The journal's writer was interrupted; what is not written is left to recovery");
        }
    }

    /** Waits for something that is forced or has waited long enough; empty when closed. */
    private List<Pending> nextGroup() throws InterruptedException {
        lock.lock();
        try {
            while (forced == 0 && !closed && nanosUntilDue() > 0) {
                var _ = work.awaitNanos(nanosUntilDue());
            }
            return take();
        } finally {
            lock.unlock();
        }
    }

    private long nanosUntilDue() {
        var oldest = gathered.values().iterator();
        return oldest.hasNext() ? oldest.next().since + BEHIND.toNanos() - System.nanoTime() : Long.MAX_VALUE;
    }

    private List<Pending> take() {
        var group = new ArrayList<Pending>();
        long due = System.nanoTime() - BEHIND.toNanos();
        for (var pending = gathered.values().iterator(); pending.hasNext() && group.size() < LARGEST_GROUP; ) {
            Pending next = pending.next();
            if (next.forced || closed || next.since <= due) {
                group.add(next);
                pending.remove();
                forced -= next.forced ? 1 : 0;
            }
        }
        return group;
    }

    /** Commits the group, however long the database is away; only new sagas are turned away meanwhile. */
    private void write(List<Pending> group, boolean inDoubt) throws InterruptedException {
        Duration pause = FIRST_RETRY;
        List<Pending> left = group;
        boolean again = inDoubt;
        while (!left.isEmpty()) {
            try {
                complete(left, writer.write(left.stream().map(p -> p.write).toList(), again));
                return;
            } catch (GroupWriter.CommitUnknownException e) {
                log.warn(
                        "Whether a group of {} was committed is unknown, asking again: {}",
                        left.size(),
                        e.getMessage());
                again = true;
            } catch (RuntimeException e) {
                left = afterFailure(left, again, e);
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? pause.multipliedBy(2) : LAST_RETRY;
        }
    }

    /**
     * The group was rolled back: new sagas are refused, unless an earlier commit of theirs is in doubt, a poisoned record is
     * set aside, the rest is tried again.
     */
    private List<Pending> afterFailure(List<Pending> group, boolean inDoubt, RuntimeException e)
            throws InterruptedException {
        if (isAboutTheData(e)) {
            setAside(group, inDoubt, e);
            return List.of();
        }
        log.warn("The journal can't be written, {} records wait: {}", group.size(), e.getMessage());
        if (inDoubt) {
            return group;
        }
        group.stream().filter(Pending::isNewSaga).forEach(p -> p.written.completeExceptionally(e));
        return group.stream().filter(p -> !p.isNewSaga()).toList();
    }

    private void setAside(List<Pending> group, boolean inDoubt, RuntimeException e) throws InterruptedException {
        if (group.size() == 1) {
            log.error(
                    "The record of saga {} can't be written and is set aside",
                    group.getFirst().write.id(),
                    e);
            group.getFirst().written.completeExceptionally(e);
        } else {
            for (Pending each : group) {
                write(List.of(each), inDoubt);
            }
        }
    }

    private static boolean isAboutTheData(RuntimeException e) {
        return e instanceof NonTransientDataAccessException && !(e instanceof NonTransientDataAccessResourceException);
    }

    private static void complete(List<Pending> group, List<Written> results) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).written.complete(results.get(i));
        }
    }

    /** A saga's part of a group. */
    private static final class Pending {
        private final Write write;
        private final CompletableFuture<Written> written;
        private final long since;
        private boolean forced;

        Pending(Write write) {
            this(write, new CompletableFuture<>(), System.nanoTime());
        }

        private Pending(Write write, CompletableFuture<Written> written, long since) {
            this.write = write;
            this.written = written;
            this.since = since;
        }

        boolean isNewSaga() {
            return write instanceof NewSaga;
        }

        /** Two may want to take over one saga at once: the second of them is fenced before it gets to the database. */
        boolean isFollowedBy(Write next) {
            return write instanceof Transition first && next instanceof Transition second && second.follows(first);
        }

        Pending then(Write next) {
            var merged = new Pending(((Transition) write).then((Transition) next), written, since);
            merged.forced = forced;
            return merged;
        }
    }
}
