package maestro.simulation;

import java.time.Duration;
import maestro.orchestrator.engine.Participants;
import maestro.orchestrator.flow.Step.Kind;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Do;
import maestro.orchestrator.saga.Action.Undo;
import maestro.orchestrator.saga.Outcome;
import maestro.orchestrator.saga.Outcome.Done;
import maestro.orchestrator.saga.Outcome.Refused;
import maestro.orchestrator.saga.Outcome.Unknown;
import maestro.orchestrator.saga.Saga;
import maestro.orchestrator.saga.StepState;
import maestro.orchestrator.saga.StepState.Progress;
import tools.jackson.databind.node.StringNode;

/** Calls with a defect: one that isn't made, is made elsewhere, or whose outcome is taken for another. */
final class PlantedParticipants implements Participants {

    private static final Outcome NOTHING_DONE = new Done(StringNode.valueOf("NONE"));

    private final Network participants;
    private final Bug bug;

    PlantedParticipants(Network participants, Bug bug) {
        this.participants = participants;
        this.bug = bug;
    }

    @Override
    public Outcome call(Call call, Saga saga, Duration timeout) {
        return switch (call) {
            case Do d -> perform(d, saga, timeout);
            case Undo undo -> isLeftOut(stateOf(undo, saga), saga) ? pretended(undo, saga) : undo(undo, saga, timeout);
        };
    }

    /** It is said to have been called, so that the effect that stands gives it away and not the history. */
    private Outcome pretended(Undo call, Saga saga) {
        participants.note(call, saga, NOTHING_DONE);
        return NOTHING_DONE;
    }

    private Outcome perform(Do call, Saga saga, Duration timeout) {
        Saga named = bug == Bug.OTHER_ID && call.attempt() > 1 ? named(saga.id() + "-" + call.attempt(), saga) : saga;
        Outcome outcome = participants.call(call, named, timeout);
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

    private Outcome undo(Undo call, Saga saga, Duration timeout) {
        var called = saga.steps().stream()
                .filter(s -> s.step().undoable() && (saga.wasAdopted() || s.attempts() > 0))
                .toList();
        var byCompletion = called.stream().sorted(saga.byCompletion()).toList();
        int index = byCompletion.indexOf(stateOf(call, saga));
        return switch (bug) {
            case UNDO_FORWARD -> undo(byCompletion.reversed().get(index), call, saga, timeout);
            case UNDO_BY_DRAWING -> undo(called.get(index), call, saga, timeout);
            default -> participants.call(call, saga, timeout);
        };
    }

    private Outcome undo(StepState instead, Undo call, Saga saga, Duration timeout) {
        Outcome outcome = participants.exchange(new Undo(instead.step(), call.attempt()), saga, timeout);
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
                s.purchase(),
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
