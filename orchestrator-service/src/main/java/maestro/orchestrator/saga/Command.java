package maestro.orchestrator.saga;

import java.time.Instant;
import java.util.List;
import maestro.orchestrator.saga.StepState.Progress;

/** What somebody outside asks of a saga. Whoever owns the saga, or takes it over for this, records the answer before it is told. */
public sealed interface Command {

    Answer on(Saga saga, Instant now);

    /** Unwinds a saga that runs, and one that is completed as a whole. Past a pivot nothing can be undone. */
    record Cancel(String reason) implements Command {

        @Override
        public Answer on(Saga saga, Instant now) {
            return switch (saga.status()) {
                case RUNNING -> unwind(saga, now);
                case COMPLETED -> isPastPivot(saga) ? new Declined("it is past its pivot") : unwind(saga, now);
                case PIVOTING -> new Declined("it is past its pivot");
                case UNDOING, UNDONE -> new Settled();
                case RESOLVED -> new Declined("an operator ended it");
            };
        }

        private Answer unwind(Saga saga, Instant now) {
            var asked = Machine.note(saga, EventType.CANCEL_ASKED, now, reason);
            return new Move(
                    List.of(asked, Machine.note(saga.with(asked), EventType.UNDOING, now, "cancelled: " + reason)));
        }

        private static boolean isPastPivot(Saga saga) {
            return saga.steps().stream()
                    .anyMatch(step ->
                            step.progress() == Progress.DONE && !step.step().undoable());
        }
    }

    /** Tries again at once what waits for its next attempt. */
    record RunNow(String reason) implements Command {

        @Override
        public Answer on(Saga saga, Instant now) {
            return saga.needsAttention()
                    ? new Move(List.of(Machine.note(saga, EventType.RUN_NOW, now, reason)))
                    : needsNone(saga);
        }
    }

    /** Ends a saga by hand; what it still holds is the operator's to answer for. */
    record Resolve(String reason) implements Command {

        @Override
        public Answer on(Saga saga, Instant now) {
            return saga.needsAttention()
                    ? new Move(List.of(Machine.note(saga, EventType.RESOLVED, now, reason)))
                    : needsNone(saga);
        }
    }

    private static Declined needsNone(Saga saga) {
        return new Declined(
                "it is %s and needs no attention".formatted(saga.status().outward()));
    }

    /** What a saga answers. */
    sealed interface Answer {}

    /** These events are what it does; durable before anything follows from them. */
    record Move(List<Event> events) implements Answer {}

    /** It is so already, or on its way. */
    record Settled() implements Answer {}

    record Declined(String why) implements Answer {}
}
