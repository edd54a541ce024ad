package maestro.orchestrator.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The positions of the journal that have been read. A position is assigned before the commit, so with several
 * orchestrators a lower position may become visible after a higher one. Such a gap is read again until it is filled or
 * too old: the transaction of its position may have been rolled back.
 */
final class PositionTracker {

    /** Longer than any commit takes. A later commit, by a process that was paused, is not streamed. */
    private static final long MAX_GAP_AGE_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int MAX_GAPS = 64;

    private long high;
    private final TreeMap<Long, Long> gaps = new TreeMap<>();

    PositionTracker(long high, Collection<Long> gaps) {
        this.high = high;
        gaps.forEach(gap -> this.gaps.put(gap, System.nanoTime()));
    }

    PositionTracker copy() {
        return new PositionTracker(high, gaps.keySet());
    }

    /** The highest position that has been read. */
    long high() {
        return high;
    }

    /** The positions below the highest one that were not visible yet. */
    Set<Long> gaps() {
        long now = System.nanoTime();
        gaps.values().removeIf(noticed -> now - noticed > MAX_GAP_AGE_NANOS);
        return new HashSet<>(gaps.keySet());
    }

    /** Whether this position has not been read. */
    boolean isNew(long position) {
        return position > high || gaps.containsKey(position);
    }

    void add(long position) {
        if (position > high) {
            long now = System.nanoTime();
            LongStream.range(Math.max(high + 1, position - MAX_GAPS), position).forEach(gap -> gaps.put(gap, now));
            high = position;
            while (gaps.size() > MAX_GAPS) {
                gaps.pollFirstEntry();
            }
        } else {
            gaps.remove(position);
        }
    }
}
