package maestro.orchestrator.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import maestro.orchestrator.journal.Journal.Written;
import maestro.orchestrator.platform.Platform;

/**
 * What waits to be written, in order. A record that follows the last one of its saga is merged into that, so their order can't
 * change and a forced record carries with it all that was appended before; one that doesn't is for the database to decide.
 * Not for several threads at once.
 */
final class Gathering {

    private static final int LARGEST_GROUP = 512;

    private final Set<Pending> pending = new LinkedHashSet<>();
    private final Map<String, Pending> lastOf = new HashMap<>();
    private int forced;

    CompletableFuture<Written> add(Write write, boolean force, Instant now) {
        Pending last = lastOf.get(write.id());
        if (last == null || !last.merge(write)) {
            if (last != null) {
                force(last); // or what comes after it might be written before it
            }
            last = new Pending(write, now);
            pending.add(last);
            lastOf.put(write.id(), last);
        }
        if (force) {
            force(last);
        }
        return last.written;
    }

    private void force(Pending record) {
        forced += record.forced ? 0 : 1;
        record.forced = true;
    }

    /** Whether who waits for company that is old enough must look again: something is forced, or the first has come. */
    boolean concernsTheWriter() {
        return forced > 0 || pending.size() == 1;
    }

    /** What is forced or has gathered since then, in order; not more than fits into one group. */
    List<Pending> take(Instant gatheredBefore) {
        var group = new ArrayList<Pending>();
        for (var each = pending.iterator(); each.hasNext() && group.size() < LARGEST_GROUP; ) {
            Pending next = each.next();
            if (next.forced || !next.since.isAfter(gatheredBefore)) {
                group.add(next);
                each.remove();
                lastOf.remove(next.first.id(), next);
                forced -= next.forced ? 1 : 0;
            }
        }
        return group;
    }

    /** Takes out the new sagas: nothing of them was written, and nothing can follow them yet. */
    List<Pending> takeNewSagas() {
        var taken = pending.stream().filter(Pending::isNewSaga).toList();
        for (Pending each : taken) {
            pending.remove(each);
            lastOf.remove(each.first.id(), each);
            forced -= each.forced ? 1 : 0;
        }
        return taken;
    }

    /** How long nothing has to be written, if records may wait so long for company. */
    Duration idle(Duration behind, Instant now) {
        if (forced > 0) {
            return Duration.ZERO;
        }
        var oldest = pending.iterator();
        return oldest.hasNext() ? Duration.between(now, oldest.next().since.plus(behind)) : Platform.A_LONG_TIME;
    }

    /** A saga's part of a group: one write, or transitions of which each begins where the one before ends. */
    static final class Pending {
        private final CompletableFuture<Written> written = new CompletableFuture<>();
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

        /** All of it as one. */
        Write write() {
            return transitions.size() < 2 ? first : Transition.joined(transitions);
        }

        CompletableFuture<Written> written() {
            return written;
        }

        boolean isNewSaga() {
            return first instanceof NewSaga;
        }

        /** False if it doesn't begin where this ends: two may want to take over one saga at once. */
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
