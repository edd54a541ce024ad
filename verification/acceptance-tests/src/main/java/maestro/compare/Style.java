package maestro.compare;

import java.util.Locale;

/** The coordination of a purchase. */
public enum Style {
    /** Choreography: each service calls the next one, and returns an error to its caller. */
    NAIVE,
    /** Choreography: a service also undoes its own part if the next one fails or does not reply. */
    CAREFUL,
    ORCHESTRATED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
