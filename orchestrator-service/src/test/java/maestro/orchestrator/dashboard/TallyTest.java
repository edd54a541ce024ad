package maestro.orchestrator.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import maestro.orchestrator.dashboard.Summary.Latency;
import maestro.orchestrator.dashboard.Summary.Rate;
import maestro.saga.state.Event;
import maestro.saga.state.EventType;
import maestro.saga.state.Status;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00Z");

    private final Tally tally = new Tally();

    @Test
    void addsWhatEndsToWhatWasCounted() {
        tally.counted(Map.of(Status.COMPLETED, 1_000_000L));
        ends("a", EventType.COMPLETED, 100);
        ends("b", EventType.UNDONE, 200);

        assertThat(tally.ended()).isEqualTo(Map.of(Status.COMPLETED, 1_000_001L, Status.UNDONE, 1L));
    }

    @Test
    void isCountedAnewWhenOneThatHadEndedMayGoOn() {
        tally.counted(Map.of());
        assertThat(tally.isDoubtful()).isFalse();

        tell("a", EventType.CANCEL_ASKED, 5_000);

        assertThat(tally.isDoubtful()).isTrue();
    }

    @Test
    void tellsHowFastTheyEnd() {
        for (int i = 0; i < 50; i++) {
            ends("p" + i, EventType.COMPLETED, 1 + i);
        }

        assertThat(tally.rate(BEGAN.plusSeconds(1))).isEqualTo(new Rate(5.0, 0.0));
        assertThat(tally.latency(BEGAN.plusSeconds(1))).isEqualTo(new Latency(25L, 49L));
        assertThat(tally.rate(BEGAN.plusSeconds(20))).isEqualTo(new Rate(0.0, 0.0));
        assertThat(tally.latency(BEGAN.plusSeconds(120))).isEqualTo(new Latency(null, null));
    }

    private void ends(String purchase, EventType how, int afterMillis) {
        tell(purchase, EventType.ACCEPTED, 0);
        tell(purchase, how, afterMillis);
    }

    private void tell(String purchase, EventType type, int afterMillis) {
        Instant at = BEGAN.plusMillis(afterMillis);
        tally.add(purchase, new Event(1, at, type, null, 0, null, null, null, null, null));
    }
}
