package maestro.saga.state;

import static maestro.saga.state.SagaScript.saga;
import static maestro.saga.state.SagaScript.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.saga.flow.Node.Branch;
import maestro.saga.flow.Node.Choice;
import maestro.saga.flow.Node.Condition;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Failure;
import maestro.saga.flow.Node.UndecidableException;
import org.junit.jupiter.api.Test;

/** Sagas whose path depends on a condition, and paths to an error end. */
class ChoiceTest {

    @Test
    void takesTheBranchWhoseConditionHolds() {
        choosing(context -> context.receipts().containsKey("a")
                        && context.input().path("country").asString().equals("BR"))
                .expectDo("a")
                .done()
                .expectDo("b")
                .done()
                .decides(Status.COMPLETED);
    }

    @Test
    void takesTheDefaultIfNoConditionHolds() {
        choosing(_ -> false).expectDo("a").done().expectDo("c").done().decides(Status.COMPLETED);
    }

    @Test
    void unwindsIfAConditionCannotBeEvaluated() {
        var undecided = choosing(_ -> {
                    throw new UndecidableException("there is no receipts.a.weight", null);
                })
                .expectDo("a")
                .done()
                .decides(Status.UNDOING);

        assertThat(undecided.saga().reason()).contains("by a can't be decided", "receipts.a.weight");
        undecided.expectUndo("a").done().decides(Status.UNDONE);
    }

    @Test
    void unwindsAtAnErrorEnd() {
        saga(task("a", new Failure("the customer is banned")))
                .expectDo("a")
                .done()
                .decides(Status.UNDOING)
                .expectUndo("a")
                .done()
                .decides(Status.UNDONE);
    }

    /** a, then b if the condition holds, else c. */
    private static SagaScript choosing(Condition condition) {
        var choice = new Choice("by a", List.of(new Branch(condition, task("b", new End()))), task("c", new End()));
        return saga(task("a", choice));
    }
}
