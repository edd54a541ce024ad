package maestro.saga.state;

import static maestro.saga.state.SagaScript.saga;
import static maestro.saga.state.SagaScript.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import maestro.saga.flow.Node;
import maestro.saga.flow.Node.Branch;
import maestro.saga.flow.Node.Choice;
import maestro.saga.flow.Node.Condition;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Failure;
import maestro.saga.flow.Node.Fork;
import maestro.saga.flow.Node.Join;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Node.UndecidableException;
import maestro.saga.flow.Step.Kind;
import maestro.saga.state.Event.Attempt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

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
                .expectFinished();
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
                .expectFinished();
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
                .applies(CANCEL)
                .expectUndo("a")
                .done()
                .isUnchangedBy(CANCEL)
                .decides(Status.UNDONE)
                .isUnchangedBy(CANCEL);
    }

    @Test
    void undoesACompletedSagaWhenCancelled() {
        saga("a", "b")
                .expectDo("a")
                .done()
                .expectDo("b")
                .done()
                .decides(Status.COMPLETED)
                .applies(CANCEL)
                .expectUndo("b", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void appliesOperatorCommandsOnlyWhenItNeedsAttention() {
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
    void treatsARefusedUndoAsFailed() {
        saga("a")
                .refused()
                .decides(Status.UNDOING)
                .expectUndo("a")
                .refused()
                .waits()
                .expectUndo("a");
    }

    @Test
    void retriesAtOnceOnRunNow() {
        stuck().waits()
                .expectUndo("a")
                .unknown()
                .expectWait(Duration.ofSeconds(30))
                .applies(RUN_NOW)
                .expectUndo("a");
    }

    @Test
    void isFinishedWhenResolvedByHand() {
        stuck().applies(RESOLVE).expectFinished();
    }

    /** A saga whose undo has failed until it needs attention. */
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
    void goesOnFromTheRecordsWhenAdopted() {
        saga("a", "b").expectDo("a").done().adopted().expectDo("b").done().decides(Status.COMPLETED);
    }

    @Test
    void repeatsTheDosWhenTheirRecordsAreLost() {
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
    void undoesInReverseOfCompletionNotOfTheDrawing() {
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
    void waitsForCallsInFlightBeforeItUnwinds() {
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
    void retriesOneStepWhileAnotherIsInFlight() {
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
    void undoesTheLaterOfTwoStepsFirstWithoutRecords() {
        atOnce().adoptedWithoutRecords()
                .applies(CANCEL)
                .expectUndo("d", "c", "b", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void passesOnTheReceiptsOfTheStepsBeforeOnly() {
        var script = atOnce().expectDo("a").done().begins("b", "c").done("b");
        var saga = script.saga();

        assertThat(saga.receiptsFor(saga.state("c").step())).containsOnlyKeys("a");
        assertThat(script.done("c").saga().receiptsFor(saga.state("d").step())).containsOnlyKeys("a", "b", "c");
    }

    /** a, then b if the condition holds, else c. */
    private static SagaScript oneOf(Condition condition) {
        var choice = new Choice("by a", List.of(new Branch(condition, task("b", new End()))), task("c", new End()));
        return saga(task("a", choice));
    }

    @Test
    void takesTheBranchWhoseConditionHolds() {
        oneOf(context -> context.receipts().containsKey("a")
                        && context.input().path("country").asString().equals("BR"))
                .expectDo("a")
                .done()
                .expectDo("b")
                .done()
                .decides(Status.COMPLETED);
    }

    @Test
    void takesTheDefaultIfNoConditionHolds() {
        oneOf(_ -> false).expectDo("a").done().expectDo("c").done().decides(Status.COMPLETED);
    }

    @Test
    void unwindsWhenAConditionCannotBeEvaluated() {
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
    void canBeCancelledWhenTheBranchTakenHasNoPivot() {
        var pivot = new Task(step("b", Kind.PIVOT), new End());
        var choice = new Choice("?", List.of(new Branch(_ -> false, pivot)), task("c", new End()));

        saga(task("a", choice))
                .expectDo("a")
                .done()
                .expectDo("c")
                .done()
                .decides(Status.COMPLETED)
                .applies(CANCEL)
                .expectUndo("c", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void restoresAPivotingSagaFromItsEvents() {
        var script = saga(step("a", Kind.COMPENSATABLE), step("p", Kind.PIVOT))
                .expectDo("a")
                .done()
                .decides(Status.PIVOTING);

        assertThat(script.saga().seq()).isEqualTo(2);
    }

    @Test
    void readsEveryStoredEventAsItWasWritten() {
        var json = JsonMapper.shared();
        var attempt = new Attempt("cd", 2, Duration.ofMillis(7));
        Instant at = SagaScript.BEGAN;
        List<Event> events = List.of(
                new Event.Accepted(1, at),
                new Event.Adopted(2, at, "why"),
                new Event.CancelAsked(3, at, "why"),
                new Event.Pivoting(4, at, "cd"),
                new Event.Undoing(5, at, "why"),
                new Event.NeedsAttention(6, at, "why"),
                new Event.RunNow(7, at, "why"),
                new Event.Completed(8, at),
                new Event.Undone(9, at, "why"),
                new Event.Resolved(10, at, "why"),
                new Event.DoDone(11, at, attempt, json.readTree("{\"slot\":1}")),
                new Event.DoRefused(12, at, attempt, "NO_SLOT", "why"),
                new Event.DoUnknown(13, at, attempt, "why", at.plusMillis(5)),
                new Event.UndoDone(14, at, attempt, UndoEffect.REVERSED),
                new Event.UndoUnknown(15, at, attempt, "why", at.plusMillis(5)));

        assertThat(events).hasSize(Event.class.getPermittedSubclasses().length - 1 + 5);
        assertThat(events).allSatisfy(event -> {
            String text = json.writeValueAsString(StoredEvent.of(event));
            assertThat(json.readValue(text, StoredEvent.class).event()).isEqualTo(event);
        });
    }

    /** Events as they were written before they had types of their own. */
    @Test
    void readsEventsOfOlderJournals() {
        var json = JsonMapper.shared();
        String undone = """
                {"seq":9,"at":"2026-01-01T12:00:00Z","type":"UNDO_DONE","step":"cd","attempt":1,"detail":"REVERSED","tookMs":12}""";
        String refused = """
                {"seq":4,"at":"2026-01-01T12:00:00Z","type":"DO_REFUSED","step":"cd","attempt":1,"detail":"No.","reason":"NO"}""";

        assertThat(json.readValue(undone, StoredEvent.class).event())
                .isEqualTo(new Event.UndoDone(
                        9, SagaScript.BEGAN, new Attempt("cd", 1, Duration.ofMillis(12)), UndoEffect.REVERSED));
        assertThat(json.readValue(refused, StoredEvent.class).event())
                .isEqualTo(new Event.DoRefused(4, SagaScript.BEGAN, new Attempt("cd", 1, Duration.ZERO), "NO", "No."));
    }
}
