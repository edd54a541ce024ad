package maestro.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Simulates consecutive seeds, one per processor at a time, until an invariant is violated. */
final class SeedSearch {

    private final long firstSeed;
    private final long seeds;
    private final @Nullable Bug bug;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final ConcurrentSkipListMap<Long, SimulationResult> violations = new ConcurrentSkipListMap<>();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);

    SeedSearch(long firstSeed, long seeds, @Nullable Bug bug) {
        this.firstSeed = firstSeed;
        this.seeds = seeds;
        this.bug = bug;
    }

    /** The violation with the lowest seed; null if there is none. */
    @Nullable SimulationResult run() {
        var workers = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> Thread.ofPlatform().name("simulation-" + i).start(this::work))
                .toList();
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            next.set(seeds);
        }
        return violations.isEmpty() ? null : violations.firstEntry().getValue();
    }

    /** Each simulation that has begun is finished, so that the result does not depend on the speed of the workers. */
    private void work() {
        for (long i = next.getAndIncrement(); i < seeds && violations.isEmpty(); i = next.getAndIncrement()) {
            SimulationResult result = SimulationResult.run(firstSeed + i, bug);
            done.incrementAndGet();
            if (result.violation() != null) {
                violations.put(i, result);
            }
            count(result);
        }
    }

    private synchronized void count(SimulationResult result) {
        result.faults().forEach((fault, times) -> faults.merge(fault, times, Integer::sum));
    }

    long done() {
        return done.get();
    }

    /** How often each kind of fault occurred. */
    synchronized Map<Fault, Integer> faults() {
        return new EnumMap<>(faults);
    }
}
