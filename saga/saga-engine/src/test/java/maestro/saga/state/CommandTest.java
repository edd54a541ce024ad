package maestro.saga.state;

import static maestro.saga.state.SagaScript.saga;
import static maestro.saga.state.SagaScript.step;
import static maestro.saga.state.SagaScript.task;

import java.time.Duration;
import java.util.List;
import maestro.saga.flow.Node.Branch;
import maestro.saga.flow.Node.Choice;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Step.Kind;
import org.junit.jupiter.api.Test;

/** The effect of each command on a saga. */
class CommandTest {

    private static final Command CANCEL = new Command.Cancel("changed my mind");
    private static final Command RUN_NOW = new Command.RunNow("it is back");
    private static final Command RESOLVE = new Command.Resolve("done by hand");

    @Test
    void cancelUnwindsTheStepsThatWereCalled() {
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
    void cancelUndoesACompletedSaga() {
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
    void cancelUndoesACompletedSagaWhoseBranchHasNoPivot() {
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
    void declinesOperatorCommandsUnlessTheSagaNeedsAttention() {
        saga("a").expectDo("a").declines(RUN_NOW).declines(RESOLVE);
        saga("a")
                .expectDo("a")
                .done()
                .decides(Status.COMPLETED)
                .declines(RUN_NOW)
                .declines(RESOLVE);
    }

    @Test
    void runNowEndsThePause() {
        needingAttention()
                .waits()
                .expectUndo("a")
                .unknown()
                .expectWait(Duration.ofSeconds(30))
                .applies(RUN_NOW)
                .expectUndo("a");
    }

    @Test
    void resolveEndsTheSaga() {
        needingAttention().applies(RESOLVE).expectFinished();
    }

    /** A saga whose undo has failed until it needs attention. */
    private static SagaScript needingAttention() {
        var script = saga("a").refused().decides(Status.UNDOING);
        for (int attempt = 1; attempt <= Machine.ATTENTION_AFTER; attempt++) {
            script.expectUndo("a").unknown();
            if (attempt < Machine.ATTENTION_AFTER) {
                script.waits();
            }
        }
        return script.expectAlert();
    }
}
