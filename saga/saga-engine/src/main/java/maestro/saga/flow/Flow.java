package maestro.saga.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Task;

/** A directed acyclic graph of nodes, from one start to one or more ends. The names of the steps are unique. */
public final class Flow {

    private final String name;
    private final int version;
    private final Duration deadline;
    private final Node start;
    private final List<Step> steps;
    private final IdentityHashMap<Node, Set<String>> before = new IdentityHashMap<>();
    private final Map<String, Set<String>> beforeStep = new HashMap<>();

    /**
     * @param deadline the time from acceptance after which a running saga unwinds
     * @throws IllegalArgumentException if two steps have the same name
     */
    public Flow(String name, int version, Duration deadline, Node start) {
        this.name = name;
        this.version = version;
        this.deadline = deadline;
        this.start = start;
        addPredecessors(start, Set.of());
        this.steps = sortedSteps();
        if (beforeStep.size() < steps.size()) {
            throw new IllegalArgumentException("Two steps have the same name: " + steps);
        }
    }

    /** A flow whose steps run one after another. */
    public static Flow sequence(String name, int version, Duration deadline, List<Step> steps) {
        Node start = new End();
        for (Step step : steps.reversed()) {
            start = new Task(step, start);
        }
        return new Flow(name, version, deadline, start);
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    public Duration deadline() {
        return deadline;
    }

    public Node start() {
        return start;
    }

    /** In topological order: each step comes after the steps on the paths to it. */
    public List<Step> steps() {
        return steps;
    }

    /** The names of the steps on any path to this node. */
    public Set<String> before(Node node) {
        return before.getOrDefault(node, Set.of());
    }

    /** The names of the steps on any path to this step. */
    public Set<String> before(Step step) {
        return beforeStep.getOrDefault(step.name(), Set.of());
    }

    /** @throws IllegalArgumentException if this flow has no such step */
    public int indexOf(String step) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(step)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Flow %s version %d has no step %s".formatted(name, version, step));
    }

    private List<Step> sortedSteps() {
        var found = new ArrayList<Step>();
        before.forEach((node, predecessors) -> {
            if (node instanceof Task task) {
                found.add(task.step());
                beforeStep.put(task.step().name(), predecessors);
            }
        });
        found.sort(Comparator.<Step>comparingInt(step -> before(step).size()).thenComparing(Step::name));
        return List.copyOf(found);
    }

    /** Visits the successors of a node again only if predecessors of the node were added. */
    private void addPredecessors(Node node, Set<String> predecessors) {
        boolean isNew = !before.containsKey(node);
        Set<String> known = before.computeIfAbsent(node, _ -> new TreeSet<>());
        if (known.addAll(predecessors) || isNew) {
            var ofSuccessors = new TreeSet<>(known);
            if (node instanceof Task task) {
                ofSuccessors.add(task.step().name());
            }
            node.next().forEach(next -> addPredecessors(next, ofSuccessors));
        }
    }

    @Override
    public String toString() {
        return "%s version %d".formatted(name, version);
    }
}
