package maestro.saga.journal;

import java.util.List;
import java.util.stream.Stream;
import maestro.saga.state.Event;
import org.jspecify.annotations.Nullable;

/**
 * The events of a saga in order, as far as they are written and readable.
 *
 * @param error why some of the events can't be read; null if all can be read
 */
public record History(List<Event> events, @Nullable String error) {

    public static final History EMPTY = new History(List.of(), null);

    public History {
        events = List.copyOf(events);
    }

    public History then(History next) {
        var all = Stream.concat(events.stream(), next.events.stream()).toList();
        return new History(all, error == null ? next.error : error);
    }
}
