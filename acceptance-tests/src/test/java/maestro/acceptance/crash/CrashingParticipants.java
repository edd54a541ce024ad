package maestro.acceptance.crash;

import java.time.Duration;
import maestro.orchestrator.engine.Participants;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Do;
import maestro.orchestrator.saga.Outcome;
import maestro.orchestrator.saga.Saga;

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
