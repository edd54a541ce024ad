package maestro.saga.state;

import java.time.Instant;
import java.util.List;
import maestro.saga.state.Event.CancelAsked;
import maestro.saga.state.Event.Resolved;
import maestro.saga.state.Event.Undoing;
import maestro.saga.state.StepState.Progress;

/**
 * A client's or an operator's request to a saga. The process that owns the saga, or adopts it for the command, makes
 * the events of the result durable before it reports the result.
 */
public sealed interface Command {

    Result on(Saga saga, Instant now);

    /** Unwinds a running saga, or undoes a completed one. A saga past its pivot declines. */
    record Cancel(String reason) implements Command {

        @Override
        public Result on(Saga saga, Instant now) {
            return switch (saga.status()) {
                case RUNNING -> unwind(saga, now);
                case COMPLETED -> isPastPivot(saga) ? new Declined("it is past its pivot") : unwind(saga, now);
                case PIVOTING -> new Declined("it is past its pivot");
                case UNDOING, UNDONE -> new Unchanged();
                case RESOLVED -> new Declined("an operator ended it");
            };
        }

        private Result unwind(Saga saga, Instant now) {
            return new Applied(List.of(
                    new CancelAsked(saga.seq() + 1, now, reason),
                    new Undoing(saga.seq() + 2, now, "cancelled: " + reason)));
        }

        private static boolean isPastPivot(Saga saga) {
            return saga.steps().stream()
                    .anyMatch(step ->
                            step.progress() == Progress.DONE && !step.step().undoable());
        }
    }

    /** Ends the pause before the next attempt. */
    record RunNow(String reason) implements Command {

        @Override
        public Result on(Saga saga, Instant now) {
            return saga.needsAttention()
                    ? new Applied(List.of(new Event.RunNow(saga.seq() + 1, now, reason)))
                    : needsNoAttention(saga);
        }
    }

    /** Ends a saga by hand. The operator is responsible for what the participants still hold. */
    record Resolve(String reason) implements Command {

        @Override
        public Result on(Saga saga, Instant now) {
            return saga.needsAttention()
                    ? new Applied(List.of(new Resolved(saga.seq() + 1, now, reason)))
                    : needsNoAttention(saga);
        }
    }

    private static Declined needsNoAttention(Saga saga) {
        return new Declined(
                "it is %s and needs no attention".formatted(saga.status().outward()));
    }

    /** What a saga does with a command. */
    sealed interface Result {}

    /** The saga changes by these events. */
    record Applied(List<Event> events) implements Result {}

    /** The saga is already in the state that the command asks for, or on the way to it. */
    record Unchanged() implements Result {}

    record Declined(String why) implements Result {}
}
