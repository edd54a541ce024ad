package maestro.compare;

import java.util.Locale;

/**
 * A fault that affects one purchase.
 *
 * @param lasting whether it affects each call of the purchase, or only the first one
 */
public record Fault(String step, Kind kind, boolean lasting) {

    private static final int DELAY_MS = 300;

    public enum Kind {
        FAIL("%s replied with an error"),
        LOSE_REPLY("%s did its part and called the next service, but its reply was lost"),
        LATE("%s replied with an error, but did its part later"),
        CRASH("%s crashed after its part, before it called the next service");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    /** The fault in the form of the contract. */
    String json() {
        String name = kind == Kind.CRASH
                ? "crash-after"
                : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String times = lasting ? "" : ",\"times\":1";
        return "{\"kind\":\"%s\",\"delayMs\":%d%s}".formatted(name, DELAY_MS, times);
    }

    String description() {
        return kind.description.formatted(step);
    }
}
