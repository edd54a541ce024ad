package maestro.orchestrator.saga;

import static maestro.orchestrator.saga.SagaScript.saga;
import static maestro.orchestrator.saga.SagaScript.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import maestro.orchestrator.flow.Step.Kind;
import org.junit.jupiter.api.Test;

class MachineTest {

    private static final Command CANCEL = new Command.Cancel("changed my mind");
    private static final Command RUN_NOW = new Command.RunNow("it is back");
    private static final Command RESOLVE = new Command.Resolve("done by hand");

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
                .expectRest();
    }

    @Test
    void unwindsInReverseBeginningWithTheStepThatRefused() {
        saga("a", "b", "c")
                .expectDo("a")
                .done()
                .expectDo("b")
                .refused()
                .decides(Status.UNDOING)
                .expectUndo("b", "a")
                .decides(Status.UNDONE)
                .expectRest();
    }

    @Test
    void triesAnUnknownStepAgainAndGoesOn() {
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
    void unwindsAfterTheLastAttemptBeginningWithTheStepOfUnknownOutcome() {
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
    void honoursRetryAfterWhenItIsLongerThanThePause() {
        saga("a").unknown(Duration.ofSeconds(7)).expectWait(Duration.ofSeconds(7));
        saga("a").unknown(Duration.ofMillis(1)).expectWait(Duration.ofMillis(100));
    }

    @Test
    void waitsNoLongerThanTheDeadline() {
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
    void unwindsPastTheDeadlineWithoutCallingTheNextStep() {
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
    void completesPastTheDeadlineWhenNothingIsLeftToDo() {
        saga("a").expectDo("a").done().after(Duration.ofHours(1)).decides(Status.COMPLETED);
    }

    @Test
    void unwindsWhatWasCalledWhenCancelled() {
        saga("a", "b", "c")
                .expectDo("a")
                .done()
                .obeys(CANCEL)
                .expectUndo("a")
                .done()
                .settled(CANCEL)
                .decides(Status.UNDONE)
                .settled(CANCEL);
    }

    @Test
    void undoesACompletedSagaWhenCancelled() {
        saga("a", "b")
                .expectDo("a")
                .done()
                .expectDo("b")
                .done()
                .decides(Status.COMPLETED)
                .obeys(CANCEL)
                .expectUndo("b", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void obeysOperatorsOnlyWhenItNeedsAttention() {
        saga("a").expectDo("a").declines(RUN_NOW).declines(RESOLVE);
        saga("a")
                .expectDo("a")
                .done()
                .decides(Status.COMPLETED)
                .declines(RUN_NOW)
                .declines(RESOLVE);
    }

    @Test
    void repeatsAnUndoWithoutEndAndAsksForAttentionAtTheTenthFailure() {
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
    void takesARefusedUndoForAFailedOne() {
        saga("a")
                .refused()
                .decides(Status.UNDOING)
                .expectUndo("a")
                .refused()
                .waits()
                .expectUndo("a");
    }

    @Test
    void triesAtOnceWhenToldTo() {
        stuck().waits()
                .expectUndo("a")
                .unknown()
                .expectWait(Duration.ofSeconds(30))
                .obeys(RUN_NOW)
                .expectUndo("a");
    }

    @Test
    void restsOnceResolvedByHand() {
        stuck().obeys(RESOLVE).expectRest();
    }

    /** Its undo has failed so often that it needs attention. */
    private static SagaScript stuck() {
        var script = saga("a").refused().decides(Status.UNDOING);
        for (int attempt = 1; attempt <= Machine.ATTENTION_AFTER; attempt++) {
            script.expectUndo("a").unknown();
            if (attempt < Machine.ATTENTION_AFTER) {
                script.waits();
            }
        }
        return script.expectAlert();
    }

    @Test
    void goesOnFromWhatIsRecordedWhenAdopted() {
        saga("a", "b").expectDo("a").done().adopted().expectDo("b").done().decides(Status.COMPLETED);
    }

    @Test
    void replaysTheDosWhenTheirRecordsWereLost() {
        saga("a", "b").expectDo("a").done().adoptedWithoutRecords().expectDo("a");
    }

    @Test
    void unwindsEveryStepOfAnAdoptedSagaWhateverIsRecorded() {
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
    void doesNotRepeatUndosThatAreRecorded() {
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

    @Test
    void onlyGoesForwardOncePastThePivot() {
        saga(step("a", Kind.COMPENSATABLE), step("p", Kind.PIVOT), step("r", Kind.RETRIABLE))
                .expectDo("a")
                .done()
                .decides(Status.PIVOTING)
                .expectDo("p")
                .done()
                .declines(CANCEL)
                .after(Duration.ofHours(1))
                .expectDo("r")
                .refused()
                .waits()
                .expectDo("r")
                .expectAttempt(2)
                .done()
                .decides(Status.COMPLETED)
                .declines(CANCEL);
    }

    @Test
    void triesAPivotOfUnknownOutcomeWithoutEnd() {
        var script = saga(step("a", Kind.COMPENSATABLE), step("p", Kind.PIVOT))
                .expectDo("a")
                .done()
                .decides(Status.PIVOTING);
        for (int attempt = 1; attempt <= 10; attempt++) {
            script.expectDo("p").expectAttempt(attempt).unknown();
            if (attempt < 10) {
                script.waits();
            }
        }
        script.expectAlert().waits().expectDo("p").done().decides(Status.COMPLETED);
    }

    @Test
    void unwindsWhatCameBeforeARefusedPivot() {
        saga(step("a", Kind.COMPENSATABLE), step("p", Kind.PIVOT))
                .expectDo("a")
                .done()
                .decides(Status.PIVOTING)
                .expectDo("p")
                .refused()
                .decides(Status.UNDOING)
                .expectUndo("a")
                .done()
                .decides(Status.UNDONE);
    }
}
