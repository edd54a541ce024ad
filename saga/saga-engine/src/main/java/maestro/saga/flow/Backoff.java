package maestro.saga.flow;

import java.time.Duration;

/**
 * Exponential backoff with full jitter: each pause is random between zero and a bound, which doubles up to a ceiling.
 * The random number is a parameter, so that a simulation is deterministic.
 *
 * @param first the first bound
 * @param ceiling the largest bound
 */
public record Backoff(Duration first, Duration ceiling) {

    /**
     * The pause after a number of consecutive failures.
     *
     * @param failures the number of failures, at least 1
     * @param jitter a random number from 0 (inclusive) to 1 (exclusive)
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
