package maestro.saga.state;

import java.time.Instant;
import java.util.List;
import maestro.saga.state.Event.NeedsAttention;
import org.jspecify.annotations.Nullable;

/** What a saga does in one turn. */
public sealed interface Plan {

    /**
     * Start these calls, each beside the others, or wait if there are none. The wait ends with a result or a command,
     * at the latest at {@code wakeAt}.
     *
     * @param wakeAt when a pause between two attempts or the deadline ends; null if no step waits for a time
     */
    record Proceed(List<Call> calls, @Nullable Instant wakeAt) implements Plan {
        public Proceed {
            calls = List.copyOf(calls);
        }
    }

    /** Make this decision durable. Nothing that follows from it may be done or told before. */
    record Decide(Event decision) implements Plan {}

    /** Tell the operators. The saga goes on. */
    record Alert(NeedsAttention event) implements Plan {}

    /** The saga has ended. */
    record Finished() implements Plan {}
}
