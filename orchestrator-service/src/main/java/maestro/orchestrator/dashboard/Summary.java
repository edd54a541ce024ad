package maestro.orchestrator.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import maestro.orchestrator.api.PurchaseView;
import maestro.saga.state.Status;
import org.jspecify.annotations.Nullable;

/**
 * What the orchestra is doing now.
 *
 * @param counts of all purchases, by what clients are told
 * @param steps what this process is doing
 * @param newest first
 * @param audit what the last one found
 */
record Summary(
        Instant at,
        Map<Status, Long> counts,
        long needsAttention,
        List<AtStep> steps,
        Rate perSecond,
        Latency latencyMs,
        List<PurchaseView> newest,
        @Nullable Audited audit,
        String replica) {

    /** How many purchases have a step's do under way or waiting for its next attempt, and how many its undo. */
    record AtStep(String step, long doing, long undoing) {}

    /** Over the last ten seconds. */
    record Rate(double completed, double undone) {}

    /** From acceptance to the end, of those that ended in the last minute; null if none did. */
    record Latency(@Nullable Long p50, @Nullable Long p99) {}

    record Audited(int checked, int open, int violations, Instant at) {}
}
