package maestro.orchestrator.engine;

import java.time.Duration;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Outcome;
import maestro.orchestrator.saga.Saga;

/** The six services, as the engine sees them. */
public interface Participants {

    /**
     * Makes one call, once, and says what came of it; never throws, and returns at the latest shortly after the timeout.
     *
     * @param timeout for the whole call
     */
    Outcome call(Call call, Saga saga, Duration timeout);
}
