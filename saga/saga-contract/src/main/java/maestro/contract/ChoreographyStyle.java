package maestro.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A purchase that nobody conducts: each service calls the next. Its id says so, and tells in which of these styles. */
public enum ChoreographyStyle {
    /** An error is passed back to the caller, and that is all. */
    NAIVE,
    /** Who gets an error from the next, or no answer, undoes its own part and passes the error back. */
    CAREFUL;

    /** What the ids of all of them begin with, and those of no others. */
    public static final String PREFIX = "choreo-";

    public String newId() {
        return PREFIX + this + "-" + UUID.randomUUID();
    }

    /** Empty if an orchestrator conducts it. */
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
