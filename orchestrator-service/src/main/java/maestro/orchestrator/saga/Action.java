package maestro.orchestrator.saga;

import java.time.Instant;
import maestro.orchestrator.flow.Backoff;
import maestro.orchestrator.flow.Step;

/** What a saga needs next. */
public sealed interface Action {

    /** Call a participant and record what came of it behind the work. */
    sealed interface Call extends Action {
        Step step();

        /** From 1. */
        int attempt();

        /** How long to wait before it is made again. */
        Backoff backoff();
    }

    record Do(Step step, int attempt) implements Call {
        @Override
        public Backoff backoff() {
            return step.patience().forward();
        }
    }

    record Undo(Step step, int attempt) implements Call {
        @Override
        public Backoff backoff() {
            return step.patience().backward();
        }
    }

    /** Wait; whatever happens to the saga meanwhile ends the wait. */
    record Await(Instant until) implements Action {}

    /** A decision: durable before anything is done, or told, that follows from it. */
    record Decide(Status status, String why) implements Action {}

    /** Tell the operators; the saga goes on trying. */
    record Alert(String why) implements Action {}

    /** Nothing is left to do. */
    record Rest() implements Action {}
}
