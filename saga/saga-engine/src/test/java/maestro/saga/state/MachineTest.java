package maestro.saga.state;

import static maestro.saga.state.SagaScript.saga;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sagas of compensatable steps one after another. */
class MachineTest {

    @Test
    void completesWhenEveryStepIsDone() {
        saga("a", "b", "c")
                .expectDo("a")
                .done()
                .expectDo("b")
                .done()
                .expectDo("c")
                .done()
                .decides(Status.COMPLETED)
                .expectFinished();
    }

    @Test
    void unwindsInReverseFromTheRefusedStep() {
        saga("a", "b", "c")
                .expectDo("a")
                .done()
                .expectDo("b")
                .refused()
                .decides(Status.UNDOING)
                .expectUndo("b", "a")
                .decides(Status.UNDONE)
                .expectFinished();
    }

    @Test
    void repeatsAStepOfUnknownOutcome() {
        saga("a")
                .expectDo("a")
                .expectAttempt(1)
                .unknown()
                .waits()
                .expectDo("a")
                .expectAttempt(2)
                .done()
                .decides(Status.COMPLETED);
    }

    @Test
    void unwindsFromTheStepOfUnknownOutcomeAfterItsLastAttempt() {
        saga("a", "b")
                .expectDo("a")
                .done()
                .expectDo("b")
                .unknown()
                .waits()
                .unknown()
                .waits()
                .expectAttempt(3)
                .unknown()
                .decides(Status.UNDOING)
                .expectUndo("b", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void doublesThePauseBetweenAttempts() {
        saga("a").unknown().expectWait(Duration.ofMillis(100)).waits().unknown().expectWait(Duration.ofMillis(200));
    }

    @Test
    void honoursARetryAfterThatIsLongerThanThePause() {
        saga("a").unknown(Duration.ofSeconds(7)).expectWait(Duration.ofSeconds(7));
        saga("a").unknown(Duration.ofMillis(1)).expectWait(Duration.ofMillis(100));
    }

    @Test
    void endsAPauseAtTheDeadline() {
        saga("a")
                .unknown(Duration.ofMinutes(3))
                .expectWait(Duration.ofSeconds(60))
                .waits()
                .decides(Status.UNDOING)
                .expectUndo("a");
    }

    @Test
    void boundsTheRetryAfterOfAnUndo() {
        saga("a").refused().decides(Status.UNDOING).unknown(Duration.ofDays(1)).expectWait(Duration.ofMinutes(5));
    }

    @Test
    void unwindsAfterTheDeadlineWithoutAnotherDo() {
        saga("a", "b")
                .expectDo("a")
                .done()
                .after(Duration.ofSeconds(61))
                .decides(Status.UNDOING)
                .expectUndo("a")
                .done()
                .decides(Status.UNDONE);
    }

    @Test
    void completesAfterTheDeadlineIfEveryStepIsDone() {
        saga("a").expectDo("a").done().after(Duration.ofHours(1)).decides(Status.COMPLETED);
    }

    @Test
    void repeatsAnUndoWithoutEndAndAlertsAtTheTenthFailure() {
        var script = saga("a").refused().decides(Status.UNDOING);
        for (int attempt = 1; attempt <= 10; attempt++) {
            script.expectUndo("a").expectAttempt(attempt).unknown();
            if (attempt < 10) {
                script.waits();
            }
        }
        script.expectAlert().waits().expectUndo("a").expectAttempt(11);
        assertThat(script.saga().needsAttention()).isTrue();
        script.done().decides(Status.UNDONE);
        assertThat(script.saga().needsAttention()).isFalse();
    }

    @Test
    void repeatsARefusedUndo() {
        saga("a")
                .refused()
                .decides(Status.UNDOING)
                .expectUndo("a")
                .refused()
                .waits()
                .expectUndo("a");
    }

    @Test
    void continuesAnAdoptedSagaFromItsRecords() {
        saga("a", "b").expectDo("a").done().adopted().expectDo("b").done().decides(Status.COMPLETED);
    }

    @Test
    void repeatsDosWhoseRecordsAreLost() {
        saga("a", "b").expectDo("a").done().adoptedWithoutRecords().expectDo("a");
    }

    @Test
    void unwindsEveryStepOfAnAdoptedSaga() {
        saga("a", "b", "c")
                .expectDo("a")
                .done()
                .adopted()
                .expectDo("b")
                .refused()
                .decides(Status.UNDOING)
                .expectUndo("c", "b", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void unwindsEveryStepOfASagaAdoptedWhileUnwinding() {
        saga("a", "b", "c")
                .expectDo("a")
                .refused()
                .decides(Status.UNDOING)
                .adoptedWithoutRecords()
                .expectUndo("c", "b", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void doesNotRepeatRecordedUndos() {
        saga("a", "b")
                .expectDo("a")
                .done()
                .expectDo("b")
                .refused()
                .decides(Status.UNDOING)
                .expectUndo("b")
                .done()
                .adopted()
                .expectUndo("a");
    }
}
