package maestro.saga.bpmn;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of one file. */
final class ProblemCollector {

    private static final int MAX_PROBLEMS = 200;

    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<String> unsupported = new HashSet<>();

    void add(SourceLocation location, String message) {
        problems.add(new Problem(location.elementId(), location.elementName(), location.line(), message));
    }

    /** Also marks the element, so that further problems of the element can be left out. */
    void addUnsupported(SourceLocation location, String message) {
        add(location, message);
        if (location.elementId() != null) {
            unsupported.add(location.elementId());
        }
    }

    boolean isUnsupported(SourceLocation location) {
        return location.elementId() != null && unsupported.contains(location.elementId());
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** The first problems, in the order of the file. */
    List<Problem> sorted() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .limit(MAX_PROBLEMS)
                .toList();
    }
}
