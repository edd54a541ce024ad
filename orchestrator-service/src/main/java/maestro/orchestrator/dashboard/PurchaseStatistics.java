package maestro.orchestrator.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import maestro.orchestrator.dashboard.DashboardSummary.Latency;
import maestro.orchestrator.dashboard.DashboardSummary.Rate;
import maestro.saga.state.Status;
import maestro.saga.state.StoredEvent;

/**
 * The number of ended purchases, their rate and their latency. The number is counted once and then updated by events,
 * because a count of a million rows is too slow for each summary. Not thread-safe.
 */
final class PurchaseStatistics {

    private static final Duration RATE_WINDOW = Duration.ofSeconds(10);
    private static final Duration LATENCY_WINDOW = Duration.ofMinutes(1);
    private static final int MAX_ENDS = 5_000;
    private static final int MAX_OPEN = 20_000;

    private final Map<Status, Long> ended = new EnumMap<>(Status.class);
    private final Deque<End> ends = new ArrayDeque<>();
    private final Map<String, Instant> acceptedAt = new LinkedHashMap<>();
    private boolean stale = true;

    /** @param latencyMs negative if the acceptance was not observed */
    private record End(Status status, Instant at, long latencyMs) {}

    /** Whether the counts must be read from the journal: at first, and after an ended purchase was cancelled. */
    boolean isStale() {
        return stale;
    }

    void reset(Map<Status, Long> counts) {
        ended.clear();
        ended.putAll(counts);
        stale = false;
    }

    Map<Status, Long> ended() {
        return ended;
    }

    void add(String purchase, StoredEvent event) {
        switch (event.type()) {
            case ACCEPTED -> accept(purchase, event.at());
            case COMPLETED -> end(purchase, Status.COMPLETED, event.at());
            case UNDONE -> end(purchase, Status.UNDONE, event.at());
            case RESOLVED -> end(purchase, Status.RESOLVED, event.at());
            case CANCEL_ASKED -> stale = true;
            default -> {}
        }
    }

    private void accept(String purchase, Instant at) {
        acceptedAt.put(purchase, at);
        if (acceptedAt.size() > MAX_OPEN) {
            acceptedAt.remove(acceptedAt.keySet().iterator().next());
        }
    }

    private void end(String purchase, Status status, Instant at) {
        ended.merge(status, 1L, Long::sum);
        Instant accepted = acceptedAt.remove(purchase);
        long latencyMs = accepted == null ? -1 : Duration.between(accepted, at).toMillis();
        ends.addLast(new End(status, at, latencyMs));
        if (ends.size() > MAX_ENDS) {
            ends.removeFirst();
        }
    }

    Rate rate(Instant now) {
        Instant since = now.minus(RATE_WINDOW);
        return new Rate(perSecond(Status.COMPLETED, since), perSecond(Status.UNDONE, since));
    }

    private double perSecond(Status status, Instant since) {
        long count = ends.stream()
                .filter(end -> end.status() == status && end.at().isAfter(since))
                .count();
        return (double) count / RATE_WINDOW.toSeconds();
    }

    Latency latency(Instant now) {
        Instant since = now.minus(LATENCY_WINDOW);
        ends.removeIf(end -> !end.at().isAfter(since));
        long[] latencies = ends.stream()
                .mapToLong(End::latencyMs)
                .filter(ms -> ms >= 0)
                .sorted()
                .toArray();
        int last = latencies.length - 1;
        return last < 0 ? new Latency(null, null) : new Latency(latencies[last / 2], latencies[(int) (last * 0.99)]);
    }
}
