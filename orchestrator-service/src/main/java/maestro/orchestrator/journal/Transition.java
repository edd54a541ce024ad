package maestro.orchestrator.journal;

import java.util.List;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.Saga;

/**
 * One write: a saga moves from one state to another by these events.
 *
 * <p>It takes effect only if the row still has the epoch, the status and the seq of {@code from}.
 */
public record Transition(Saga from, Saga to, List<Event> events) implements Write {

    public Transition {
        events = List.copyOf(events);
    }

    @Override
    public String id() {
        return to.id();
    }

    /** Whether this one begins where the other ends. If not, another writer was first. */
    boolean follows(Transition other) {
        return from.epoch() == other.to.epoch() && from.status() == other.to.status() && from.seq() == other.to.seq();
    }

    /** As one, what follows one another. */
    static Transition joined(List<Transition> transitions) {
        var events = transitions.stream()
                .flatMap(transition -> transition.events.stream())
                .toList();
        return new Transition(transitions.getFirst().from, transitions.getLast().to, events);
    }
}
