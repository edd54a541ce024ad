package maestro.simulation;

import maestro.saga.engine.Participants;
import maestro.saga.flow.Step.Kind;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Undone;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Saga;
import maestro.saga.state.StepState;
import maestro.saga.state.StepState.Progress;
import maestro.saga.state.UndoEffect;

/** Calls with a defect: one that isn't made, is made elsewhere, or whose outcome is taken for another. */
final class PlantedParticipants implements Participants {

    private static final Outcome NOTHING_DONE = new Undone(UndoEffect.NONE);

    private final Network participants;
    private final Bug bug;

    PlantedParticipants(Network participants, Bug bug) {
        this.participants = participants;
        this.bug = bug;
    }

    @Override
    public Outcome call(Call call, Saga saga, CallLimits limits) {
        return switch (call) {
            case Do d -> perform(d, saga, limits);
            case Undo undo -> isLeftOut(stateOf(undo, saga), saga) ? pretended(undo, saga) : undo(undo, saga, limits);
        };
    }

    /** It is said to have been called, so that the effect that stands gives it away and not the history. */
    private Outcome pretended(Undo call, Saga saga) {
        participants.note(call, saga, NOTHING_DONE);
        return NOTHING_DONE;
    }

    private Outcome perform(Do call, Saga saga, CallLimits limits) {
        Saga named = bug == Bug.OTHER_ID && call.attempt() > 1 ? named(saga.id() + "-" + call.attempt(), saga) : saga;
        Outcome outcome = participants.call(call, named, limits);
        boolean givesUp = bug == Bug.PIVOT_UNKNOWN_UNWINDS && call.step().kind() == Kind.PIVOT;
        return givesUp && outcome instanceof Unknown unknown ? new Refused("UNKNOWN", unknown.detail()) : outcome;
    }

    private boolean isLeftOut(StepState step, Saga saga) {
        return switch (bug) {
            case ADOPTED_UNWINDS_KNOWN -> saga.wasAdopted() && step.attempts() == 0;
            case UNKNOWN_IS_NOTHING -> step.progress() == Progress.UNKNOWN;
            case REFUSED_NOT_UNDONE -> step.progress() == Progress.REFUSED;
            case UNDO_GIVEN_UP -> step.undoAttempts() == 2;
            default -> false;
        };
    }

    private Outcome undo(Undo call, Saga saga, CallLimits limits) {
        var called = saga.steps().stream()
                .filter(s -> s.step().undoable() && (saga.wasAdopted() || s.attempts() > 0))
                .toList();
        var byCompletion = called.stream().sorted(saga.byCompletion()).toList();
        int index = byCompletion.indexOf(stateOf(call, saga));
        return switch (bug) {
            case UNDO_FORWARD -> undo(byCompletion.reversed().get(index), call, saga, limits);
            case UNDO_BY_DRAWING -> undo(called.get(index), call, saga, limits);
            default -> participants.call(call, saga, limits);
        };
    }

    private Outcome undo(StepState instead, Undo call, Saga saga, CallLimits limits) {
        Outcome outcome = participants.exchange(new Undo(instead.step(), call.attempt()), saga, limits);
        participants.note(call, saga, outcome);
        return outcome;
    }

    private static StepState stateOf(Call call, Saga saga) {
        return saga.state(call.step().name());
    }

    private static Saga named(String id, Saga s) {
        return new Saga(
                id,
                s.flow(),
                s.input(),
                s.epoch(),
                s.status(),
                s.acceptedAt(),
                s.steps(),
                s.seq(),
                s.needsAttention(),
                s.reason(),
                s.endedAt());
    }
}
