package maestro.saga.state;

import java.time.Duration;

/**
 * The time that one call may take.
 *
 * @param timeout for the call itself, from connecting to the last byte of the reply
 * @param total for the wait for capacity and the call together
 */
public record CallLimits(Duration timeout, Duration total) {

    /** The timeout that is left for the call itself after a wait; zero or negative if the wait used up the total. */
    public Duration timeoutAfter(Duration wait) {
        Duration left = total.minus(wait);
        return left.compareTo(timeout) < 0 ? left : timeout;
    }
}
