package maestro.orchestrator.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Which positions of the journal have been read. Positions are given out before the commit, so with several orchestrators a
 * lower one may become visible after a higher one: such a gap is looked for until it is filled or was never meant to be.
 */
final class PositionTracker {

    /** Longer than any commit takes; what an orchestrator that was paused in one commits later is in the history alone. */
    private static final long GAP_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int MOST_GAPS = 64;

    private long high;
    private final TreeMap<Long, Long> gaps = new TreeMap<>();

    PositionTracker(long high, Collection<Long> gaps) {
        this.high = high;
        gaps.forEach(gap -> this.gaps.put(gap, System.nanoTime()));
    }

    PositionTracker copy() {
        return new PositionTracker(high, gaps.keySet());
    }

    /** The highest position that was read. */
    long high() {
        return high;
    }

    /** Positions below it that were not there yet. */
    Set<Long> gaps() {
        long now = System.nanoTime();
        gaps.values().removeIf(noticed -> now - noticed > GAP_NANOS);
        return new HashSet<>(gaps.keySet());
    }

    /** Whether this position is read for the first time. */
    boolean isNew(long position) {
        return position > high || gaps.containsKey(position);
    }

    void add(long position) {
        if (position > high) {
            long now = System.nanoTime();
            LongStream.range(Math.max(high + 1, position - MOST_GAPS), position).forEach(gap -> gaps.put(gap, now));
            high = position;
            while (gaps.size() > MOST_GAPS) {
                gaps.pollFirstEntry();
            }
        } else {
            gaps.remove(position);
        }
    }
}
