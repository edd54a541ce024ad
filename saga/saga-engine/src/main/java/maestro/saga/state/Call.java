package maestro.saga.state;

import maestro.saga.flow.Backoff;
import maestro.saga.flow.Step;

/** One call of a participant. */
public sealed interface Call {

    Step step();

    /** Counted from 1 for each step and direction. */
    int attempt();

    /** The pauses between failed attempts of this call. */
    Backoff backoff();

    record Do(Step step, int attempt) implements Call {
        @Override
        public Backoff backoff() {
            return step.retryPolicy().forward();
        }
    }

    record Undo(Step step, int attempt) implements Call {
        @Override
        public Backoff backoff() {
            return step.retryPolicy().backward();
        }
    }
}
