package maestro.saga.bpmn;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that was found. */
final class Problems {

    /** More than anybody reads. */
    private static final int LIMIT = 200;

    private final Set<Problem> found = new LinkedHashSet<>();
    private final Set<String> outside = new HashSet<>();

    void add(Place place, String problem) {
        found.add(new Problem(place.id(), place.name(), place.line(), problem));
    }

    /** For an element that is none of those that run: what it lacks besides isn't told. */
    @SuppressWarnings("AnnotateFormatMethod")
    void addOutside(Place place, String problem, Object... words) {
        add(place, problem.formatted(words));
        if (place.id() != null) {
            outside.add(place.id());
        }
    }

    @SuppressWarnings("AnnotateFormatMethod")
    void add(Place place, String problem, Object... words) {
        add(place, problem.formatted(words));
    }

    boolean areNone() {
        return found.isEmpty();
    }

    boolean isOutside(Place place) {
        return place.id() != null && outside.contains(place.id());
    }

    List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .limit(LIMIT)
                .toList();
    }
}
