package maestro.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs schedule after schedule, one on each core, until one is broken. */
final class Search {

    private final long firstSeed;
    private final long seeds;
    private final @Nullable Bug bug;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final ConcurrentSkipListMap<Long, Schedule> broken = new ConcurrentSkipListMap<>();
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    Search(long firstSeed, long seeds, @Nullable Bug bug) {
        this.firstSeed = firstSeed;
        this.seeds = seeds;
        this.bug = bug;
    }

    /** The first broken one, by seed; null if there is none. */
    @Nullable Schedule run() {
        var workers = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> Thread.ofPlatform().name("world-" + i).start(this::work))
                .toList();
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            next.set(seeds);
        }
        return broken.isEmpty() ? null : broken.firstEntry().getValue();
    }

    /** Schedules that were begun before the first broken one are brought to their end, so that the first is the first. */
    private void work() {
        for (long i = next.getAndIncrement(); i < seeds && broken.isEmpty(); i = next.getAndIncrement()) {
            Schedule schedule = Schedule.run(firstSeed + i, bug);
            done.incrementAndGet();
            if (schedule.isBroken()) {
                broken.put(i, schedule);
            }
            count(schedule);
        }
    }

    private synchronized void count(Schedule schedule) {
        schedule.struck().forEach((fault, times) -> struck.merge(fault, times, Integer::sum));
    }

    long done() {
        return done.get();
    }

    /** How often each kind of fault struck. */
    synchronized Map<Fault, Integer> struck() {
        return new EnumMap<>(struck);
    }
}
