package maestro.saga.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import maestro.saga.platform.Platform;

/**
 * The records that wait for the next batch, in order. A transition that follows the last record of its saga is merged
 * into that record: their order can't change, and a forced record carries all records that were appended before it. A
 * transition that does not follow is left to the database to decide. Not thread-safe.
 */
final class WriteBuffer {

    private static final int MAX_BATCH = 512;

    private final Set<Pending> pending = new LinkedHashSet<>();
    private final Map<String, Pending> lastOf = new HashMap<>();
    private int forced;

    CompletableFuture<WriteResult> add(Write write, boolean force, Instant now) {
        Pending last = lastOf.get(write.id());
        if (last == null || !last.merge(write)) {
            if (last != null) {
                force(last); // or the new record could be written before it
            }
            last = new Pending(write, now);
            pending.add(last);
            lastOf.put(write.id(), last);
        }
        if (force) {
            force(last);
        }
        return last.result;
    }

    private void force(Pending record) {
        forced += record.forced ? 0 : 1;
        record.forced = true;
    }

    /** Whether the writer must wake: a record is forced, or the first one has arrived. */
    boolean wakesWriter() {
        return forced > 0 || pending.size() == 1;
    }

    /** Removes the records that are forced or were added up to the given time, in order, at most one batch. */
    List<Pending> take(Instant addedUntil) {
        var batch = new ArrayList<Pending>();
        for (var each = pending.iterator(); each.hasNext() && batch.size() < MAX_BATCH; ) {
            Pending next = each.next();
            if (next.forced || !next.since.isAfter(addedUntil)) {
                batch.add(next);
                each.remove();
                forget(next);
            }
        }
        return batch;
    }

    /** Removes the new sagas. Nothing was written for them, and nothing follows them yet. */
    List<Pending> takeNewSagas() {
        var taken = pending.stream().filter(Pending::isNewSaga).toList();
        for (Pending each : taken) {
            pending.remove(each);
            forget(each);
        }
        return taken;
    }

    private void forget(Pending record) {
        lastOf.remove(record.first.id(), record);
        forced -= record.forced ? 1 : 0;
    }

    /** How long the writer can sleep if an appended record may wait for the given time. */
    Duration idleTime(Duration longestWait, Instant now) {
        if (forced > 0) {
            return Duration.ZERO;
        }
        var oldest = pending.iterator();
        return oldest.hasNext() ? Duration.between(now, oldest.next().since.plus(longestWait)) : Platform.A_LONG_TIME;
    }

    /** The part of one saga in a batch: one record, or transitions that follow one another. */
    static final class Pending {
        private final CompletableFuture<WriteResult> result = new CompletableFuture<>();
        private final Instant since;
        private final Write first;
        private final List<Transition> transitions = new ArrayList<>();
        private boolean forced;

        private Pending(Write first, Instant since) {
            this.first = first;
            this.since = since;
            if (first instanceof Transition transition) {
                transitions.add(transition);
            }
        }

        /** The transitions as one record. */
        Write write() {
            return transitions.size() < 2 ? first : Transition.joined(transitions);
        }

        CompletableFuture<WriteResult> result() {
            return result;
        }

        boolean isNewSaga() {
            return first instanceof NewSaga;
        }

        /** Returns false if the record does not follow: two threads may try to adopt one saga at the same time. */
        private boolean merge(Write next) {
            boolean follows = !transitions.isEmpty()
                    && next instanceof Transition second
                    && second.follows(transitions.getLast());
            if (follows) {
                transitions.add((Transition) next);
            }
            return follows;
        }
    }
}
