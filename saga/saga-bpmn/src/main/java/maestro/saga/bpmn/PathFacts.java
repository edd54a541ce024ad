package maestro.saga.bpmn;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import maestro.saga.flow.Step;
import org.jspecify.annotations.Nullable;

/**
 * What is passed on the ways to a place.
 *
 * @param steps on some way
 * @param pivot a pivot on some way
 * @param always whether there is a pivot on every way
 * @param retriable a retriable step on some way
 */
record PathFacts(
        Set<String> steps,
        @Nullable String pivot,
        boolean always,
        @Nullable String retriable) {

    static final PathFacts NOTHING = new PathFacts(Set.of(), null, false, null);

    PathFacts and(Step step) {
        var more = new TreeSet<>(steps);
        more.add(step.name());
        return switch (step.kind()) {
            case COMPENSATABLE -> new PathFacts(more, pivot, always, retriable);
            case PIVOT -> new PathFacts(more, step.name(), true, retriable);
            case RETRIABLE -> new PathFacts(more, pivot, always, step.name());
        };
    }

    /** Where ways meet, of which one is taken or all are. */
    static PathFacts merged(List<PathFacts> ways) {
        return ways.stream()
                .reduce((a, b) -> new PathFacts(
                        union(a.steps, b.steps),
                        a.pivot == null ? b.pivot : a.pivot,
                        a.always && b.always,
                        a.retriable == null ? b.retriable : a.retriable))
                .orElse(NOTHING);
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        var all = new TreeSet<>(a);
        all.addAll(b);
        return all;
    }

    /** Why a step of this kind can't come now. */
    @Nullable String forbids(Step step) {
        return switch (step.kind()) {
            case COMPENSATABLE -> forbidsCompensatable();
            case PIVOT ->
                pivot == null ? null : "There is a pivot before this one, %s: a way has one.".formatted(pivot);
            case RETRIABLE ->
                always
                        ? null
                        : "A retriable step can't be undone: on every way to it there has to be a pivot before, or make it"
                                + " compensatable.";
        };
    }

    private @Nullable String forbidsCompensatable() {
        if (retriable != null) {
            return "A compensatable step can't come after the retriable step %s: put it before the pivot, or make it retriable."
                    .formatted(retriable);
        }
        return pivot == null
                ? null
                : ("A compensatable step can't come after the pivot %s, from where on nothing is undone: put it before, or make"
                                + " it retriable.")
                        .formatted(pivot);
    }
}
