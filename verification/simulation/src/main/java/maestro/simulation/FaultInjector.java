package maestro.simulation;

import java.util.EnumMap;
import java.util.Map;

/** The fault rates of one seed. A seed may have no faults, faults of some kinds, or faults of all kinds. */
final class FaultInjector {

    /** An operation that is repeated must succeed at some time. */
    private static final double MAX_RATE = 0.7;

    private final RandomSource random;
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private boolean stopped;

    FaultInjector(RandomSource random) {
        this.random = random;
        double variety = random.pick(0.2, 0.5, 0.8);
        for (Fault fault : Fault.values()) {
            double factor = random.chance(variety) ? random.pick(0.3, 1.0, 1.0, 2.0) : 0;
            rates.put(fault, Math.min(MAX_RATE, fault.rate * factor));
        }
    }

    /** Whether the fault occurs now. */
    boolean inject(Fault fault) {
        boolean occurs = !stopped && random.chance(rates.getOrDefault(fault, 0.0));
        if (occurs) {
            counts.merge(fault, 1, Integer::sum);
        }
        return occurs;
    }

    /** No fault occurs from now on. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    Map<Fault, Integer> counts() {
        return counts;
    }
}
