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

/** A participant that keeps the contract: a fence row for each purchase, in one transaction with the effect. */
final class Service {

    private final World world;
    private final String name;
    private final Map<String, State> fence = new HashMap<>();
    private long awayUntil;

    Service(World world, String name) {
        this.world = world;
        this.name = name;
    }

    private enum State {
        DONE,
        REFUSED,
        UNDONE
    }

    void goAway(long millis) {
        awayUntil = world.baton.now() + millis;
        world.trace.note(name, "away for %d ms", millis);
    }

    void comeBack() {
        awayUntil = 0;
    }

    boolean isAway() {
        return world.baton.now() < awayUntil;
    }

    Outcome perform(String id, Step step) {
        State held = fence.get(id);
        if (held == null) {
            return first(id, step);
        }
        return switch (held) {
            case DONE -> {
                if (world.has(Bug.DO_NOT_REPLAYED)) {
                    world.books.effect(id, step);
                }
                yield done(id);
            }
            case REFUSED -> refused();
            case UNDONE ->
                world.has(Bug.LATE_DO_WINS) ? first(id, step) : new Refused("ALREADY_UNDONE", "its undo was here");
        };
    }

    private Outcome first(String id, Step step) {
        if (step.kind() != Kind.RETRIABLE && world.weather.strikes(Fault.REFUSED)) {
            if (!world.has(Bug.REFUSAL_NOT_RECORDED)) {
                fence.put(id, State.REFUSED);
            }
            return refused();
        }
        if (world.has(Bug.FENCE_APART)) {
            world.baton.later(world.chance.millis(50), () -> fence.putIfAbsent(id, State.DONE));
        } else {
            fence.put(id, State.DONE);
        }
        world.books.effect(id, step);
        return done(id);
    }

    Outcome undo(String id, Step step) {
        State held = fence.get(id);
        entomb(id, held);
        boolean reversed = held == State.DONE || (held == State.UNDONE && world.has(Bug.UNDO_NOT_REPLAYED));
        world.books.undo(id, step, reversed);
        return new Undone(reversed ? UndoEffect.REVERSED : UndoEffect.NONE);
    }

    private void entomb(String id, @Nullable State held) {
        if (held == State.DONE && world.has(Bug.UNDO_FORGETS)) {
            fence.remove(id);
        } else if (held != null || !world.has(Bug.NO_TOMBSTONE)) {
            fence.put(id, State.UNDONE);
        }
        if (world.has(Bug.TOMBSTONE_EXPIRES)) {
            world.baton.later(1_000, () -> fence.remove(id));
        }
    }

    private Outcome done(String id) {
        return new Done(receipt(name, id));
    }

    static JsonNode receipt(String step, String id) {
        return StringNode.valueOf(step + " of " + id);
    }

    private static Outcome refused() {
        return new Refused("NO", "it doesn't want to");
    }
}
