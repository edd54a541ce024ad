package maestro.acceptance.crash;

import java.time.Duration;
import maestro.saga.engine.Participants;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Outcome;
import maestro.saga.state.Saga;

/** Crash points around each call: before it, and when it has had its effect but nobody has seen the reply. */
final class CrashingParticipants implements Participants {

    private final Participants participants;
    private final Standstill standstill;

    CrashingParticipants(Participants participants, Standstill standstill) {
        this.participants = participants;
        this.standstill = standstill;
    }

    @Override
    public Outcome call(Call call, Saga saga, Duration timeout) {
        String what = "call-%s-%s"
                .formatted(call instanceof Do ? "do" : "undo", call.step().name());
        standstill.stopAt(saga.id(), "before-" + what);
        Outcome outcome = participants.call(call, saga, timeout);
        standstill.stopAt(saga.id(), "after-" + what);
        return outcome;
    }
}
