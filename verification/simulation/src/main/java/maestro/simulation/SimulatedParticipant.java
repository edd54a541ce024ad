package maestro.simulation;

import java.util.HashMap;
import java.util.Map;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Undone;
import maestro.saga.state.UndoEffect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A participant that keeps the contract: it writes a fence row for each saga, in one transaction with the effect. */
final class SimulatedParticipant {

    private final World world;
    private final String name;
    private final Map<String, State> fences = new HashMap<>();
    private long unavailableUntil;

    SimulatedParticipant(World world, String name) {
        this.world = world;
        this.name = name;
    }

    private enum State {
        DONE,
        REFUSED,
        UNDONE
    }

    void beginOutage(long millis) {
        unavailableUntil = world.scheduler.now() + millis;
        world.trace(name, "is not available for %d ms", millis);
    }

    void endOutage() {
        unavailableUntil = 0;
    }

    boolean isUnavailable() {
        return world.scheduler.now() < unavailableUntil;
    }

    Outcome perform(String id, Step step) {
        State state = fences.get(id);
        if (state == null) {
            return performFirst(id, step);
        }
        return switch (state) {
            case DONE -> {
                if (world.has(Bug.DO_NOT_IDEMPOTENT)) {
                    world.ledger.recordEffect(id, step);
                }
                yield new Done(receipt(name, id));
            }
            case REFUSED -> refused();
            case UNDONE ->
                world.has(Bug.DO_AFTER_UNDO)
                        ? performFirst(id, step)
                        : new Refused("ALREADY_UNDONE", "the undo came first");
        };
    }

    private Outcome performFirst(String id, Step step) {
        if (step.kind() != Kind.RETRIABLE && world.faults.inject(Fault.REFUSED)) {
            if (!world.has(Bug.REFUSAL_NOT_RECORDED)) {
                fences.put(id, State.REFUSED);
            }
            return refused();
        }
        if (world.has(Bug.FENCE_NOT_ATOMIC)) {
            world.scheduler.schedule(world.random.millis(50), () -> fences.putIfAbsent(id, State.DONE));
        } else {
            fences.put(id, State.DONE);
        }
        world.ledger.recordEffect(id, step);
        return new Done(receipt(name, id));
    }

    Outcome undo(String id, Step step) {
        State state = fences.get(id);
        writeTombstone(id, state);
        boolean reversed = state == State.DONE || (state == State.UNDONE && world.has(Bug.UNDO_NOT_IDEMPOTENT));
        world.ledger.recordUndo(id, step, reversed);
        return new Undone(reversed ? UndoEffect.REVERSED : UndoEffect.NONE);
    }

    private void writeTombstone(String id, @Nullable State state) {
        if (state == State.DONE && world.has(Bug.UNDO_DELETES_FENCE)) {
            fences.remove(id);
        } else if (state != null || !world.has(Bug.NO_TOMBSTONE)) {
            fences.put(id, State.UNDONE);
        }
        if (world.has(Bug.TOMBSTONE_EXPIRES)) {
            world.scheduler.schedule(1_000, () -> fences.remove(id));
        }
    }

    static JsonNode receipt(String step, String id) {
        return StringNode.valueOf(step + " of " + id);
    }

    private static Outcome refused() {
        return new Refused("NOT_POSSIBLE", "the step is not possible");
    }
}
