package maestro.saga.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import org.junit.jupiter.api.Test;

class CallLimitsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Step STEP = SagaScript.step("a", Kind.COMPENSATABLE);
    private static final Saga SAGA =
            Saga.accepted("id", Flow.sequence("test", 1, MINUTE, List.of(STEP)), new Document("{}"), SagaScript.START);
    private static final Instant LATE = SAGA.deadline().minusSeconds(1);

    @Test
    void shortensTheTimeoutOnlyByAWaitThatLeavesLess() {
        var limits = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(10));

        assertThat(limits.timeoutAfter(Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
        assertThat(limits.timeoutAfter(Duration.ofSeconds(8))).isEqualTo(Duration.ofSeconds(2));
        assertThat(limits.timeoutAfter(Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(1));
        assertThat(limits.timeoutAfter(Duration.ofSeconds(11)).isPositive()).isFalse();
    }

    @Test
    void boundsADoByTheDeadline() {
        var limits = SAGA.limits(new Do(STEP, 1), LATE, MINUTE);

        assertThat(limits.timeoutAfter(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void boundsACallWithoutDeadlineByTheLongestWait() {
        var expected = new CallLimits(STEP.timeout(), MINUTE.plus(STEP.timeout()));

        assertThat(SAGA.limits(new Undo(STEP, 1), LATE, MINUTE)).isEqualTo(expected);
        assertThat(SAGA.asStored(1, Status.PIVOTING, false).limits(new Do(STEP, 1), LATE, MINUTE))
                .isEqualTo(expected);
    }
}
