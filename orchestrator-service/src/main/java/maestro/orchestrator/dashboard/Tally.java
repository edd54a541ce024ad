package maestro.orchestrator.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import maestro.orchestrator.dashboard.Summary.Latency;
import maestro.orchestrator.dashboard.Summary.Rate;
import maestro.saga.state.Status;
import maestro.saga.state.StoredEvent;

/**
 * How many purchases have ended, and how fast, kept up by their events: counting a million anew takes too long for every look. Not for
 * several threads.
 */
final class Tally {

    private static final Duration RATE_OVER = Duration.ofSeconds(10);
    private static final Duration LATENCY_OVER = Duration.ofMinutes(1);
    private static final int MOST_ENDS = 5_000;
    private static final int MOST_OPEN = 20_000;

    private final Map<Status, Long> ended = new EnumMap<>(Status.class);
    private final Deque<End> ends = new ArrayDeque<>();
    private final Map<String, Instant> accepted = new LinkedHashMap<>();
    private boolean doubtful = true;

    private record End(Status status, Instant at, long tookMs) {}

    /** Whether it has to be counted anew: at first, and when one that had ended goes on. */
    boolean isDoubtful() {
        return doubtful;
    }

    void counted(Map<Status, Long> counts) {
        ended.clear();
        ended.putAll(counts);
        doubtful = false;
    }

    Map<Status, Long> ended() {
        return ended;
    }

    void add(String purchase, StoredEvent event) {
        switch (event.type()) {
            case ACCEPTED -> remember(purchase, event.at());
            case COMPLETED -> end(purchase, Status.COMPLETED, event.at());
            case UNDONE -> end(purchase, Status.UNDONE, event.at());
            case RESOLVED -> end(purchase, Status.RESOLVED, event.at());
            case CANCEL_ASKED -> doubtful = true;
            default -> {}
        }
    }

    private void remember(String purchase, Instant at) {
        accepted.put(purchase, at);
        if (accepted.size() > MOST_OPEN) {
            accepted.remove(accepted.keySet().iterator().next());
        }
    }

    private void end(String purchase, Status status, Instant at) {
        ended.merge(status, 1L, Long::sum);
        Instant began = accepted.remove(purchase);
        ends.addLast(new End(
                status, at, began == null ? -1 : Duration.between(began, at).toMillis()));
        if (ends.size() > MOST_ENDS) {
            ends.removeFirst();
        }
    }

    Rate rate(Instant now) {
        Instant since = now.minus(RATE_OVER);
        return new Rate(perSecond(Status.COMPLETED, since), perSecond(Status.UNDONE, since));
    }

    private double perSecond(Status status, Instant since) {
        long count = ends.stream()
                .filter(end -> end.status() == status && end.at().isAfter(since))
                .count();
        return (double) count / RATE_OVER.toSeconds();
    }

    Latency latency(Instant now) {
        Instant since = now.minus(LATENCY_OVER);
        ends.removeIf(end -> !end.at().isAfter(since));
        long[] took = ends.stream()
                .mapToLong(End::tookMs)
                .filter(ms -> ms >= 0)
                .sorted()
                .toArray();
        return took.length == 0
                ? new Latency(null, null)
                : new Latency(took[(took.length - 1) / 2], took[(int) ((took.length - 1) * 0.99)]);
    }
}
