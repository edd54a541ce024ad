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

/** Calls that are left out or made for another step or saga, and outcomes that are read as other ones. */
final class BuggyParticipants implements Participants {

    private static final Outcome NOTHING_UNDONE = new Undone(UndoEffect.NONE);

    private final SimulatedNetwork network;
    private final Bug bug;

    BuggyParticipants(SimulatedNetwork network, Bug bug) {
        this.network = network;
        this.bug = bug;
    }

    @Override
    public Outcome call(Call call, Saga saga, CallLimits limits) {
        return switch (call) {
            case Do d -> perform(d, saga, limits);
            case Undo undo -> isLeftOut(stateOf(undo, saga), saga) ? leaveOut(undo, saga) : undo(undo, saga, limits);
        };
    }

    /** The outcome is recorded, so that the remaining effect reveals the bug, and not the history. */
    private Outcome leaveOut(Undo call, Saga saga) {
        network.record(call, saga, NOTHING_UNDONE);
        return NOTHING_UNDONE;
    }

    private Outcome perform(Do call, Saga saga, CallLimits limits) {
        boolean hasNewId = bug == Bug.RETRY_WITH_NEW_ID && call.attempt() > 1;
        String id = hasNewId ? saga.id() + "-" + call.attempt() : saga.id();
        Outcome outcome = network.exchange(call, id, saga, limits);
        network.record(call, saga, outcome);
        boolean givesUp = bug == Bug.PIVOT_UNKNOWN_UNWINDS && call.step().kind() == Kind.PIVOT;
        return givesUp && outcome instanceof Unknown unknown ? new Refused("UNKNOWN", unknown.detail()) : outcome;
    }

    private boolean isLeftOut(StepState step, Saga saga) {
        return switch (bug) {
            case ADOPTED_UNWINDS_KNOWN -> saga.wasAdopted() && step.attempts() == 0;
            case UNKNOWN_NOT_UNDONE -> step.progress() == Progress.UNKNOWN;
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
            case UNDO_IN_FLOW_ORDER -> undo(called.get(index), call, saga, limits);
            default -> network.call(call, saga, limits);
        };
    }

    private Outcome undo(StepState other, Undo call, Saga saga, CallLimits limits) {
        Outcome outcome = network.exchange(new Undo(other.step(), call.attempt()), saga.id(), saga, limits);
        network.record(call, saga, outcome);
        return outcome;
    }

    private static StepState stateOf(Call call, Saga saga) {
        return saga.state(call.step().name());
    }
}
