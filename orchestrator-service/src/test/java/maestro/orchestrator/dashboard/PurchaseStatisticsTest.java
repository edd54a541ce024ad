package maestro.orchestrator.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import maestro.orchestrator.dashboard.DashboardSummary.Latency;
import maestro.orchestrator.dashboard.DashboardSummary.Rate;
import maestro.saga.state.EventType;
import maestro.saga.state.Status;
import maestro.saga.state.StoredEvent;
import org.junit.jupiter.api.Test;

class PurchaseStatisticsTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final PurchaseStatistics statistics = new PurchaseStatistics();

    @Test
    void addsEndsToTheCounts() {
        statistics.reset(Map.of(Status.COMPLETED, 1_000_000L));
        end("a", EventType.COMPLETED, 100);
        end("b", EventType.UNDONE, 200);

        assertThat(statistics.ended()).isEqualTo(Map.of(Status.COMPLETED, 1_000_001L, Status.UNDONE, 1L));
    }

    @Test
    void isStaleAfterACancellation() {
        statistics.reset(Map.of());
        assertThat(statistics.isStale()).isFalse();

        add("a", EventType.CANCEL_ASKED, 5_000);

        assertThat(statistics.isStale()).isTrue();
    }

    @Test
    void measuresRateAndLatency() {
        for (int i = 0; i < 50; i++) {
            end("p" + i, EventType.COMPLETED, 1 + i);
        }

        assertThat(statistics.rate(START.plusSeconds(1))).isEqualTo(new Rate(5.0, 0.0));
        assertThat(statistics.latency(START.plusSeconds(1))).isEqualTo(new Latency(25L, 49L));
        assertThat(statistics.rate(START.plusSeconds(20))).isEqualTo(new Rate(0.0, 0.0));
        assertThat(statistics.latency(START.plusSeconds(120))).isEqualTo(new Latency(null, null));
    }

    private void end(String purchase, EventType type, int afterMillis) {
        add(purchase, EventType.ACCEPTED, 0);
        add(purchase, type, afterMillis);
    }

    private void add(String purchase, EventType type, int afterMillis) {
        Instant at = START.plusMillis(afterMillis);
        statistics.add(purchase, new StoredEvent(1, at, type, null, 0, null, null, null, null, null));
    }
}
