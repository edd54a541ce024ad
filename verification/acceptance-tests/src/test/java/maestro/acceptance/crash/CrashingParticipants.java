package maestro.acceptance.crash;

import maestro.saga.engine.Participants;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Saga;

/** Adds crash points around each call: before it, and after its effect but before its outcome is known. */
final class CrashingParticipants implements Participants {

    private final Participants participants;
    private final CrashBarrier barrier;

    CrashingParticipants(Participants participants, CrashBarrier barrier) {
        this.participants = participants;
        this.barrier = barrier;
    }

    @Override
    public Outcome call(Call call, Saga saga, CallLimits limits) {
        String point = "call-%s-%s"
                .formatted(call instanceof Do ? "do" : "undo", call.step().name());
        barrier.pass(saga.id(), "before-" + point);
        Outcome outcome = participants.call(call, saga, limits);
        barrier.pass(saga.id(), "after-" + point);
        return outcome;
    }
}
