package maestro.saga.bpmn;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The steps on the paths to a node.
 *
 * @param names of the steps on any path
 * @param pivot a pivot on any path
 * @param pivotOnAllPaths whether each path has a pivot
 * @param retriable a retriable step on any path
 */
record PrecedingSteps(
        Set<String> names,
        @Nullable String pivot,
        boolean pivotOnAllPaths,
        @Nullable String retriable) {

    static final PrecedingSteps NONE = new PrecedingSteps(Set.of(), null, false, null);

    PrecedingSteps and(Step step) {
        Set<String> more = union(names, Set.of(step.name()));
        return switch (step.kind()) {
            case COMPENSATABLE -> new PrecedingSteps(more, pivot, pivotOnAllPaths, retriable);
            case PIVOT -> new PrecedingSteps(more, step.name(), true, retriable);
            case RETRIABLE -> new PrecedingSteps(more, pivot, pivotOnAllPaths, step.name());
        };
    }

    /** The steps before a node at which alternative or parallel paths meet. */
    static PrecedingSteps merge(List<PrecedingSteps> paths) {
        return paths.stream()
                .reduce((a, b) -> new PrecedingSteps(
                        union(a.names, b.names),
                        a.pivot == null ? b.pivot : a.pivot,
                        a.pivotOnAllPaths && b.pivotOnAllPaths,
                        a.retriable == null ? b.retriable : a.retriable))
                .orElse(NONE);
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        var all = new TreeSet<>(a);
        all.addAll(b);
        return all;
    }

    /** The reason for which a step of this kind can't follow. Null if it can. */
    @Nullable String problemOf(Kind next) {
        if (next == Kind.COMPENSATABLE && retriable != null) {
            return "A compensatable step can't come after the retriable step %s.".formatted(retriable)
                    + " Move this step before the pivot, or set its kind to retriable.";
        }
        if (next == Kind.COMPENSATABLE && pivot != null) {
            return "A compensatable step can't come after the pivot %s, because nothing is undone after a pivot."
                            .formatted(pivot)
                    + " Move this step before the pivot, or set its kind to retriable.";
        }
        if (next == Kind.PIVOT && pivot != null) {
            return "The pivot %s comes before this pivot, but a path can have only one.".formatted(pivot)
                    + " Set the kind of this step to retriable.";
        }
        if (next == Kind.RETRIABLE && !pivotOnAllPaths) {
            return "A retriable step can't be undone, so each path to it must have a pivot."
                    + " Add a pivot before this step, or set its kind to compensatable.";
        }
        return null;
    }
}
