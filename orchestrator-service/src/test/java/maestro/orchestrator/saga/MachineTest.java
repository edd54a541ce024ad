package maestro.orchestrator.saga;

import static maestro.orchestrator.saga.SagaScript.saga;
import static maestro.orchestrator.saga.SagaScript.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import maestro.orchestrator.flow.Node;
import maestro.orchestrator.flow.Node.Choice;
import maestro.orchestrator.flow.Node.Condition;
import maestro.orchestrator.flow.Node.End;
import maestro.orchestrator.flow.Node.Failure;
import maestro.orchestrator.flow.Node.Fork;
import maestro.orchestrator.flow.Node.Join;
import maestro.orchestrator.flow.Node.Task;
import maestro.orchestrator.flow.Node.UndecidableException;
import maestro.orchestrator.flow.Node.Way;
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

    /** a, then b and c at the same time, then d. */
    private static SagaScript atOnce() {
        var join = new Join("j", 2, task("d", new End()));
        return saga(task("a", new Fork(List.of(task("b", join), task("c", join)))));
    }

    private static Node task(String name, Node then) {
        return new Task(step(name, Kind.COMPENSATABLE), then);
    }

    @Test
    void beginsStepsAtTheSameTimeAndWaitsForAllOfThem() {
        atOnce().expectDo("a")
                .done()
                .begins("b", "c")
                .expectNothingElse()
                .done("c")
                .expectNothingElse()
                .done("b")
                .expectDo("d")
                .done()
                .decides(Status.COMPLETED);
    }

    @Test
    void undoesInReverseOfCompletionWhateverTheDrawing() {
        atOnce().expectDo("a")
                .done()
                .begins("b", "c")
                .done("c")
                .done("b")
                .expectDo("d")
                .refused()
                .decides(Status.UNDOING)
                .expectUndo("d", "b", "c", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void letsWhatIsUnderWayEndBeforeItUnwinds() {
        atOnce().expectDo("a")
                .done()
                .begins("b", "c")
                .refused("b")
                .expectNothingElse()
                .unknown("c")
                .decides(Status.UNDOING)
                .expectUndo("c", "b", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void triesOneStepAgainWhileAnotherIsUnderWay() {
        atOnce().expectDo("a")
                .done()
                .begins("b", "c")
                .unknown("b")
                .waits()
                .begins("b")
                .expectNothingElse()
                .done("c")
                .expectNothingElse();
    }

    @Test
    void undoesTheLaterOfTwoStepsFirstThoughNothingIsKnownOfEither() {
        atOnce().adoptedWithoutRecords()
                .obeys(CANCEL)
                .expectUndo("d", "c", "b", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void handsOnTheReceiptsOfTheStepsBeforeAlone() {
        var script = atOnce().expectDo("a").done().begins("b", "c").done("b");
        var saga = script.saga();

        assertThat(saga.receiptsFor(saga.state("c").step())).containsOnlyKeys("a");
        assertThat(script.done("c").saga().receiptsFor(saga.state("d").step())).containsOnlyKeys("a", "b", "c");
    }

    /** a, then b if a's receipt says so, else c. */
    private static SagaScript oneOf(Condition condition) {
        var choice = new Choice("by a", List.of(new Way(condition, task("b", new End()))), task("c", new End()));
        return saga(task("a", choice));
    }

    @Test
    void goesTheWayWhoseConditionHolds() {
        oneOf(facts -> facts.receipts().containsKey("a")
                        && facts.purchase().path("country").asString().equals("BR"))
                .expectDo("a")
                .done()
                .expectDo("b")
                .done()
                .decides(Status.COMPLETED);
    }

    @Test
    void goesTheOtherWayIfNoConditionHolds() {
        oneOf(_ -> false).expectDo("a").done().expectDo("c").done().decides(Status.COMPLETED);
    }

    @Test
    void unwindsRatherThanGuess() {
        var undecided = oneOf(_ -> {
                    throw new UndecidableException("there is no receipts.a.weight", null);
                })
                .expectDo("a")
                .done()
                .decides(Status.UNDOING);

        assertThat(undecided.saga().reason()).contains("by a can't be decided", "receipts.a.weight");
        undecided.expectUndo("a").done().decides(Status.UNDONE);
    }

    @Test
    void unwindsAtAnEndThatIsAnError() {
        saga(task("a", new Failure("the customer is banned")))
                .expectDo("a")
                .done()
                .decides(Status.UNDOING)
                .expectUndo("a")
                .done()
                .decides(Status.UNDONE);
    }

    @Test
    void canBeCancelledWhenTheWayTakenHadNoPivot() {
        var pivot = new Task(step("b", Kind.PIVOT), new End());
        var choice = new Choice("?", List.of(new Way(_ -> false, pivot)), task("c", new End()));

        saga(task("a", choice))
                .expectDo("a")
                .done()
                .expectDo("c")
                .done()
                .decides(Status.COMPLETED)
                .obeys(CANCEL)
                .expectUndo("c", "a")
                .decides(Status.UNDONE);
    }
}
