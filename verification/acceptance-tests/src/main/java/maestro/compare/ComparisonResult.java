package maestro.compare;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The result of all purchases in one style.
 *
 * @param halfDone a description of each half-done purchase
 * @param kinds the number of half-done purchases by kind; a purchase may be of several kinds
 * @param wrongReplies replies that state a failure of a complete purchase, or the reverse
 * @param calls between services, or from the orchestrator to them
 * @param edgesWithReturns the edges of the call graph if purchases are also returned
 * @param failuresReceived failures of other services, by receiving service
 * @param callsToLocate the number of calls that find out the state of a purchase
 * @param undisturbed the sorted response times of undisturbed purchases
 */
public record ComparisonResult(
        int completed,
        int undone,
        List<String> halfDone,
        Map<String, Integer> kinds,
        int wrongReplies,
        long calls,
        int edges,
        int edgesWithReturns,
        Map<String, Long> failuresReceived,
        int callsToLocate,
        List<Duration> undisturbed,
        Duration slowest) {

    Duration percentile(int percent) {
        return undisturbed.get((undisturbed.size() - 1) * percent / 100);
    }
}
