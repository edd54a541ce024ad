package maestro.orchestrator.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import maestro.orchestrator.api.PurchaseView;
import maestro.saga.state.Status;
import org.jspecify.annotations.Nullable;

/**
 * The state of all purchases at one moment.
 *
 * @param counts of all purchases, by the status that clients see
 * @param steps the activity of this process
 * @param newest newest first
 * @param audit the last audit of this process
 */
record DashboardSummary(
        Instant at,
        Map<Status, Long> counts,
        long needsAttention,
        List<StepActivity> steps,
        Rate perSecond,
        Latency latencyMs,
        List<PurchaseView> newest,
        @Nullable LastAudit audit,
        String replica) {

    /** The number of purchases whose step is being done, and of those whose step is being undone. */
    record StepActivity(String step, long doing, long undoing) {}

    /** Per second, over the last ten seconds. */
    record Rate(double completed, double undone) {}

    /** From acceptance to the end, over the last minute. Null if no purchase has ended. */
    record Latency(@Nullable Long p50, @Nullable Long p99) {}

    record LastAudit(int checked, int open, int violations, Instant at) {}
}
