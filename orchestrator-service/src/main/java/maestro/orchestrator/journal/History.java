package maestro.orchestrator.journal;

import java.util.List;
import java.util.stream.Stream;
import maestro.orchestrator.saga.Event;
import org.jspecify.annotations.Nullable;

/**
 * A saga's events in order, as far as they were written and can be read.
 *
 * @param trouble why some of them can't be read; null if all can
 */
public record History(List<Event> events, @Nullable String trouble) {

    public static final History EMPTY = new History(List.of(), null);

    public History {
        events = List.copyOf(events);
    }

    /** This and what comes after it. */
    History then(History next) {
        var all = Stream.concat(events.stream(), next.events.stream()).toList();
        return new History(all, trouble == null ? next.trouble : trouble);
    }
}
