package maestro.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * How services react to a failure in a choreographed purchase, in which each service calls the next one without an
 * orchestrator. The style is part of the contract only because the purchase id carries it
 * ({@code choreo-naive-<uuid>}): services, orchestrator and audit recognize such purchases by their ids.
 */
public enum ChoreographyStyle {
    /** A service returns the failure to its caller and keeps its own effect. */
    NAIVE,
    /** A service undoes its own effect once, then returns the failure to its caller. */
    CAREFUL;

    /** The prefix of the ids of all choreographed purchases, and of no others. */
    public static final String PREFIX = "choreo-";

    public String newId() {
        return PREFIX + this + "-" + UUID.randomUUID();
    }

    /** The style of the purchase with this id; empty if the purchase is orchestrated. */
    public static Optional<ChoreographyStyle> of(String purchase) {
        return Arrays.stream(values())
                .filter(style -> purchase.startsWith(PREFIX + style + "-"))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
