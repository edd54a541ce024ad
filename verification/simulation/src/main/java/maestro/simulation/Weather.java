package maestro.simulation;

import java.util.EnumMap;
import java.util.Map;

/** Which faults there are in a world and how often they strike. Some worlds are calm, some know one kind of fault, some all. */
final class Weather {

    /** Whatever is tried again must come through sometime. */
    private static final double MOST = 0.7;

    private final Chance chance;
    private final Map<Fault, Double> odds = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private boolean calm;

    Weather(Chance chance) {
        this.chance = chance;
        double variety = chance.oneOf(0.2, 0.5, 0.8);
        for (Fault fault : Fault.values()) {
            double strength = chance.happens(variety) ? chance.oneOf(0.3, 1.0, 1.0, 2.0) : 0;
            odds.put(fault, Math.min(MOST, fault.probability * strength));
        }
    }

    boolean strikes(Fault fault) {
        boolean strikes = !calm && chance.happens(odds.getOrDefault(fault, 0.0));
        if (strikes) {
            struck.merge(fault, 1, Integer::sum);
        }
        return strikes;
    }

    /** From now on nothing goes wrong any more. */
    void calmDown() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    Map<Fault, Integer> struck() {
        return struck;
    }
}
