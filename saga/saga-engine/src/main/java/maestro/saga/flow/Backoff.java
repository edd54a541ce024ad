package maestro.saga.flow;

import java.time.Duration;

/**
 * Exponential backoff with full jitter: each pause is drawn from zero up to a bound that doubles up to a ceiling. It is kept by
 * hand because it must be a pure function: the simulation decides the draw.
 */
public record Backoff(Duration first, Duration ceiling) {

    /**
     * The pause after the given number of failures in a row.
     *
     * @param failures at least 1
     * @param jitter drawn from [0, 1)
     */
    public Duration after(int failures, double jitter) {
        long bound = ceiling.toMillis();
        int doublings = failures - 1;
        if (doublings < Long.numberOfLeadingZeros(first.toMillis()) - 1) {
            bound = Math.min(bound, first.toMillis() << doublings);
        }
        return Duration.ofMillis((long) (bound * jitter));
    }
}
