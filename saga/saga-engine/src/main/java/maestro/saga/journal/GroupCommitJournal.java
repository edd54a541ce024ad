package maestro.saga.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import maestro.saga.journal.CommitResult.BadData;
import maestro.saga.journal.CommitResult.Committed;
import maestro.saga.journal.CommitResult.Conflict;
import maestro.saga.journal.CommitResult.InDoubt;
import maestro.saga.journal.CommitResult.Unavailable;
import maestro.saga.journal.WriteBuffer.Pending;
import maestro.saga.platform.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal with group commit. One thread commits the buffered records as one transaction while the next batch
 * gathers. Each caller waits for its own record only. An appended record is written with the next batch, at the latest
 * after {@link #APPEND_DELAY}.
 *
 * <p>Group commit is kept by hand: a connection pool or a framework can't merge the transactions of unrelated callers.
 */
public final class GroupCommitJournal implements Journal, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommitJournal.class);

    /** The longest time that an appended record waits for a forced one. */
    private static final Duration APPEND_DELAY = Duration.ofMillis(100);

    /**
     * The pause after a batch of at least {@link #COMMIT_SIBLINGS} records. Under such load the CPU is the bottleneck,
     * and fewer, larger commits leave more of it to the sagas. The names are PostgreSQL's.
     */
    private static final Duration COMMIT_DELAY = Duration.ofMillis(2);

    private static final int COMMIT_SIBLINGS = 6;

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final BatchWriter writer;
    private final Platform platform;
    private final ReentrantLock lock = new ReentrantLock();
    private final WriteBuffer buffer = new WriteBuffer();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private CompletableFuture<Void> arrival = new CompletableFuture<>();
    private boolean closed;

    public GroupCommitJournal(BatchWriter writer, Platform platform) {
        this.writer = writer;
        this.platform = platform;
        platform.start("journal", this::writeBatches);
    }

    @Override
    public CompletableFuture<WriteResult> accept(NewSaga saga) {
        return add(saga, true);
    }

    @Override
    public CompletableFuture<WriteResult> force(Transition transition) {
        return add(transition, true);
    }

    @Override
    public CompletableFuture<WriteResult> append(Transition transition) {
        return add(transition, false);
    }

    /** Writes the buffered records and stops, at the latest after {@link #CLOSE_TIMEOUT}. */
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
            if (!platform.await(ended, CLOSE_TIMEOUT)) {
                log.warn("The journal could not write all records before it was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<WriteResult> add(Write write, boolean force) {
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(
                        new JournalUnavailableException(new IllegalStateException("it is closed")));
            }
            var result = buffer.add(write, force, platform.now());
            if (buffer.wakesWriter()) {
                arrival.complete(null);
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    private void writeBatches() {
        try {
            for (var batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
                write(batch);
                if (batch.size() >= COMMIT_SIBLINGS) {
                    platform.sleep(COMMIT_DELAY);
                }
            }
        } catch (InterruptedException e) {
            log.warn("The journal's writer was interrupted; unwritten records are left to adoption");
        } finally {
            ended.complete(null);
        }
    }

    /** Waits for a record that is due. Empty when the journal is closed. */
    private List<Pending> nextBatch() throws InterruptedException {
        while (true) {
            CompletableFuture<Void> change;
            Duration idle;
            lock.lock();
            try {
                Instant now = platform.now();
                var batch = buffer.take(closed ? Instant.MAX : now.minus(APPEND_DELAY));
                if (closed || !batch.isEmpty()) {
                    return batch;
                }
                idle = buffer.idleTime(APPEND_DELAY, now);
                arrival = new CompletableFuture<>();
                change = arrival;
            } finally {
                lock.unlock();
            }
            var _ = platform.await(change, idle);
        }
    }

    /**
     * Repeats the commit for as long as the database is not available. New sagas fail meanwhile; they are not kept
     * waiting.
     */
    private void write(List<Pending> batch) throws InterruptedException {
        Deque<Unwritten> work = new ArrayDeque<>(List.of(new Unwritten(batch, false)));
        Duration pause = FIRST_RETRY;
        while (!work.isEmpty()) {
            Unwritten next = work.pop();
            var rest = afterCommit(next, writer.write(next.writes(), next.inDoubt()));
            rest.reversed().forEach(work::push);
            if (rest.size() == 1) {
                platform.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? pause.multipliedBy(2) : LAST_RETRY;
            } else {
                pause = FIRST_RETRY;
            }
        }
    }

    /** Returns what is left to be written: nothing, the batch again, or each record of the batch alone. */
    private List<Unwritten> afterCommit(Unwritten batch, CommitResult result) {
        return switch (result) {
            case Committed committed -> {
                batch.complete(committed.results());
                yield List.of();
            }
            case Conflict conflict -> {
                log.info(
                        "A batch of {} lost to another transaction: {}",
                        batch.size(),
                        conflict.cause().getMessage());
                yield List.of(batch);
            }
            case InDoubt doubt -> {
                log.warn(
                        "The commit of a batch of {} is in doubt: {}",
                        batch.size(),
                        doubt.cause().getMessage());
                failBufferedNewSagas(doubt.cause());
                yield List.of(new Unwritten(batch.records(), true));
            }
            case Unavailable down -> {
                log.warn(
                        "The journal is not available, {} records wait: {}",
                        batch.size(),
                        down.cause().getMessage());
                failBufferedNewSagas(down.cause());
                // A new saga whose commit is in doubt may be there.
                yield batch.inDoubt() ? List.of(batch) : batch.withoutNewSagas(down.cause());
            }
            case BadData bad when batch.size() > 1 -> batch.split();
            case BadData bad -> {
                Pending record = batch.records().getFirst();
                log.error("A record of saga {} can't be written", record.write().id(), bad.cause());
                fail(record, bad.cause());
                yield List.of();
            }
        };
    }

    private void failBufferedNewSagas(Exception cause) {
        List<Pending> newSagas;
        lock.lock();
        try {
            newSagas = buffer.takeNewSagas();
        } finally {
            lock.unlock();
        }
        newSagas.forEach(newSaga -> fail(newSaga, cause));
    }

    private static void fail(Pending record, Exception cause) {
        record.result().completeExceptionally(new JournalUnavailableException(cause));
    }

    /** @param inDoubt whether an earlier commit of these records is in doubt */
    private record Unwritten(List<Pending> records, boolean inDoubt) {

        int size() {
            return records.size();
        }

        List<Write> writes() {
            return records.stream().map(Pending::write).toList();
        }

        void complete(List<WriteResult> results) {
            for (int i = 0; i < records.size(); i++) {
                records.get(i).result().complete(results.get(i));
            }
        }

        List<Unwritten> split() {
            return records.stream()
                    .map(record -> new Unwritten(List.of(record), inDoubt))
                    .toList();
        }

        List<Unwritten> withoutNewSagas(Exception cause) {
            records.stream().filter(Pending::isNewSaga).forEach(record -> fail(record, cause));
            var left = records.stream().filter(record -> !record.isNewSaga()).toList();
            return left.isEmpty() ? List.of() : List.of(new Unwritten(left, inDoubt));
        }
    }
}
