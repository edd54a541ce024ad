package maestro.compare;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of all trials in one way.
 *
 * @param halfDone by how each came about, in two sentences
 * @param kinds how many purchases are half done in which way; one may be so in several
 * @param toldWrongly customers who were told that it failed when all was done, or the other way round
 * @param calls between services, or from the orchestrator to them
 * @param edgesWithReturns what becomes of {@code edges} when purchases can be returned too
 * @param failuresHeard by service
 * @param asked calls that it takes to say where a purchase is
 * @param undisturbed how long the answers to undisturbed purchases took, in order
 */
public record Figures(
        int completed,
        int undone,
        List<String> halfDone,
        Map<String, Integer> kinds,
        int toldWrongly,
        long calls,
        int edges,
        int edgesWithReturns,
        Map<String, Long> failuresHeard,
        int asked,
        List<Duration> undisturbed,
        Duration slowest) {

    Duration percentile(int percent) {
        return undisturbed.get((undisturbed.size() - 1) * percent / 100);
    }
}
