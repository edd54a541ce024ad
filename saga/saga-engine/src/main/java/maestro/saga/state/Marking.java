package maestro.saga.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import maestro.saga.flow.ConditionContext;
import maestro.saga.flow.Node;
import maestro.saga.flow.Node.Choice;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Failure;
import maestro.saga.flow.Node.Fork;
import maestro.saga.flow.Node.Join;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Node.UndecidableException;
import maestro.saga.state.StepState.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The position of a saga's tokens in its flow. It is a function of the saga's input, of the steps that are done and of
 * their receipts, so that an adopting process takes the same branches.
 *
 * @param ready the steps that are not done although all steps before them are
 * @param failure why the flow ends in an error end; null if it does not
 */
public record Marking(List<StepState> ready, @Nullable String failure) {

    static Marking of(Saga saga) {
        var walk = new Walk(saga);
        walk.enter(saga.flow().start());
        return new Marking(List.copyOf(walk.ready), walk.failure);
    }

    /** Whether every token has reached an end. */
    boolean isAtEnd() {
        return ready.isEmpty() && failure == null;
    }

    private static final class Walk {
        private final Saga saga;
        private final List<StepState> ready = new ArrayList<>();
        private final Map<String, Integer> arrivals = new HashMap<>();
        private @Nullable String failure;

        Walk(Saga saga) {
            this.saga = saga;
        }

        void enter(Node node) {
            switch (node) {
                case Task task -> enter(task);
                case Fork fork -> fork.branches().forEach(this::enter);
                case Join join -> {
                    if (arrivals.merge(join.id(), 1, Integer::sum) == join.arrivals()) {
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
                taken = choice.taken(new ConditionContext(saga.input().json(), receipts));
            } catch (UndecidableException e) {
                failure = "%s can't be decided: %s".formatted(choice.name(), e.getMessage());
                return;
            }
            enter(taken);
        }
    }
}
