package maestro.saga.engine;

import maestro.saga.state.Call;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Saga;

/** The port to the participants. */
public interface Participants {

    /**
     * Makes one call once. An implementation may first wait for capacity; such a wait is no attempt.
     *
     * <p>Returns at the latest shortly after {@code limits.total()}; the call itself takes at most {@link
     * CallLimits#timeoutAfter}. A failure of the call, a timeout included, is returned as {@link Outcome.Unknown}. An
     * exception is a defect of the implementation: the run of the saga ends, and the saga is quarantined.
     */
    Outcome call(Call call, Saga saga, CallLimits limits);
}
