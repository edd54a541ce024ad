package maestro.saga.journal;

import java.util.List;
import maestro.saga.state.Event;
import maestro.saga.state.Saga;

/**
 * The move of a saga from one state to another by events. It is written only if the row has the epoch, the status and
 * the seq of {@code from}.
 */
public record Transition(Saga from, Saga to, List<Event> events) implements Write {

    public Transition {
        events = List.copyOf(events);
    }

    public static Transition of(Saga from, List<Event> events) {
        return new Transition(from, from.with(events), events);
    }

    @Override
    public String id() {
        return to.id();
    }

    /** Whether this transition begins where the other one ends. */
    boolean follows(Transition other) {
        return from.epoch() == other.to.epoch() && from.status() == other.to.status() && from.seq() == other.to.seq();
    }

    /** Transitions that follow one another, as one. */
    static Transition joined(List<Transition> transitions) {
        var events = transitions.stream()
                .flatMap(transition -> transition.events.stream())
                .toList();
        return new Transition(transitions.getFirst().from, transitions.getLast().to, events);
    }
}
