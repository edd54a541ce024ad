package maestro.saga.state;

import static maestro.saga.state.SagaScript.saga;
import static maestro.saga.state.SagaScript.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Fork;
import maestro.saga.flow.Node.Join;
import org.junit.jupiter.api.Test;

/** Sagas with steps that run at the same time. */
class ParallelStepsTest {

    private static final Command CANCEL = new Command.Cancel("changed my mind");

    @Test
    void startsBranchesTogetherAndJoinsThem() {
        forked().expectDo("a")
                .done()
                .starts("b", "c")
                .expectNoCall()
                .done("c")
                .expectNoCall()
                .done("b")
                .expectDo("d")
                .done()
                .decides(Status.COMPLETED);
    }

    @Test
    void undoesInReverseOfCompletion() {
        forked().expectDo("a")
                .done()
                .starts("b", "c")
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
        forked().expectDo("a")
                .done()
                .starts("b", "c")
                .refused("b")
                .expectNoCall()
                .unknown("c")
                .decides(Status.UNDOING)
                .expectUndo("c", "b", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void repeatsAStepWhileAnotherIsInFlight() {
        forked().expectDo("a")
                .done()
                .starts("b", "c")
                .unknown("b")
                .waits()
                .starts("b")
                .expectNoCall()
                .done("c")
                .expectNoCall();
    }

    @Test
    void undoesInReverseOfTheFlowWithoutRecords() {
        forked().adoptedWithoutRecords()
                .applies(CANCEL)
                .expectUndo("d", "c", "b", "a")
                .decides(Status.UNDONE);
    }

    @Test
    void passesReceiptsOfThePrecedingStepsOnly() {
        var script = forked().expectDo("a").done().starts("b", "c").done("b");
        var saga = script.saga();

        assertThat(saga.receiptsFor(saga.state("c").step())).containsOnlyKeys("a");
        assertThat(script.done("c").saga().receiptsFor(saga.state("d").step())).containsOnlyKeys("a", "b", "c");
    }

    /** a, then b and c at the same time, then d. */
    private static SagaScript forked() {
        var join = new Join("j", 2, task("d", new End()));
        return saga(task("a", new Fork(List.of(task("b", join), task("c", join)))));
    }
}
