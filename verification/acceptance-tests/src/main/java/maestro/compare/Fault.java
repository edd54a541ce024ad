package maestro.compare;

import java.util.Locale;

/**
 * What strikes one purchase.
 *
 * @param lasting whether it strikes each call of that purchase, or the first one only
 */
public record Fault(String step, Kind kind, boolean lasting) {

    private static final int LATE_MS = 300;

    public enum Kind {
        FAIL("%s answered with an error"),
        LOSE_REPLY("%s did its part and called on, but its reply was lost"),
        LATE("%s answered with an error, and did its part later all the same"),
        CRASH("%s crashed right after its part, before it had called the next");

        private final String told;

        Kind(String told) {
            this.told = told;
        }
    }

    /** As the contract has it. */
    String json() {
        String name = kind == Kind.CRASH
                ? "crash-after"
                : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String times = lasting ? "" : ",\"times\":1";
        return "{\"kind\":\"%s\",\"delayMs\":%d%s}".formatted(name, LATE_MS, times);
    }

    /** Half a sentence. */
    String told() {
        return kind.told.formatted(step);
    }
}
