package maestro.orchestrator.saga;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import maestro.orchestrator.flow.Facts;
import maestro.orchestrator.flow.Node;
import maestro.orchestrator.flow.Node.Choice;
import maestro.orchestrator.flow.Node.End;
import maestro.orchestrator.flow.Node.Failure;
import maestro.orchestrator.flow.Node.Fork;
import maestro.orchestrator.flow.Node.Join;
import maestro.orchestrator.flow.Node.Task;
import maestro.orchestrator.flow.Node.UndecidableException;
import maestro.orchestrator.saga.StepState.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Where a saga's tokens are: a function of which steps are done, of their receipts and of the purchase, so that whoever takes the
 * saga over goes the same way.
 *
 * @param ready the steps that aren't done though all before them are
 * @param failure why the flow ends badly, if it does
 */
public record Front(List<StepState> ready, @Nullable String failure) {

    static Front of(Saga saga) {
        var walk = new Walk(saga);
        walk.enter(saga.flow().start());
        return new Front(List.copyOf(walk.ready), walk.failure);
    }

    /** Every token has come to an end. */
    boolean isAtEnd() {
        return ready.isEmpty() && failure == null;
    }

    private static final class Walk {
        private final Saga saga;
        private final List<StepState> ready = new ArrayList<>();
        private final Map<String, Integer> arrived = new HashMap<>();
        private @Nullable String failure;

        Walk(Saga saga) {
            this.saga = saga;
        }

        void enter(Node node) {
            switch (node) {
                case Task task -> enter(task);
                case Fork fork -> fork.branches().forEach(this::enter);
                case Join join -> {
                    if (arrived.merge(join.id(), 1, Integer::sum) == join.arrivals()) {
                        enter(join.then());
                    }
                }
                case Choice choice -> enter(choice);
                case Failure end -> failure = end.why();
                case End _ -> {}
            }
        }

        private void enter(Task task) {
            StepState state = saga.state(task.step().name());
            if (state.progress() == Progress.DONE) {
                enter(task.then());
            } else {
                ready.add(state);
            }
        }

        private void enter(Choice choice) {
            var receipts = saga.receipts(saga.flow().before(choice));
            Node taken;
            try {
                taken = choice.taken(new Facts(saga.purchase().json(), receipts));
            } catch (UndecidableException e) {
                failure = "%s can't be decided: %s".formatted(choice.name(), e.getMessage());
                return;
            }
            enter(taken);
        }
    }
}
