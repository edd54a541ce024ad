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
import java.util.stream.Stream;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Step.Kind;

/** A process: nodes from a start to its ends, without a loop. The names of its steps are unique. */
public final class Flow {

    private final String name;
    private final int version;
    private final Duration deadline;
    private final Node start;
    private final List<Step> steps;
    private final IdentityHashMap<Node, Set<String>> before = new IdentityHashMap<>();
    private final Map<String, Set<String>> beforeStep = new HashMap<>();

    /**
     * @param deadline counted from acceptance; after it a running saga unwinds
     * @throws IllegalArgumentException if two steps have the same name
     */
    public Flow(String name, int version, Duration deadline, Node start) {
        this.name = name;
        this.version = version;
        this.deadline = deadline;
        this.start = start;
        reach(start, Set.of());
        this.steps = inOrder();
        if (beforeStep.size() < steps.size()) {
            throw new IllegalArgumentException("Two steps have the same name: " + steps);
        }
    }

    /** A flow of steps one after another. */
    public static Flow sequence(String name, int version, Duration deadline, List<Step> steps) {
        Node start = new End();
        for (Step step : steps.reversed()) {
            start = new Task(step, start);
        }
        return new Flow(name, version, deadline, start);
    }

    /** A flow of compensatable steps one after another. Each step is named after the service that it calls. */
    public static Flow sequence(String name, FlowDefaults defaults, String... services) {
        var steps = Stream.of(services)
                .map(service -> new Step(
                        service, service, Kind.COMPENSATABLE, defaults.callTimeout(), defaults.retryPolicy()))
                .toList();
        return sequence(name, 1, defaults.deadline(), steps);
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

    /** In an order in which each step comes after all steps that lead to it. */
    public List<Step> steps() {
        return steps;
    }

    /** The steps on any path to this node. When a token reaches the node, the steps on its own path are done. */
    public Set<String> before(Node node) {
        return before.getOrDefault(node, Set.of());
    }

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

    private List<Step> inOrder() {
        var found = new ArrayList<Step>();
        before.forEach((node, passed) -> {
            if (node instanceof Task task) {
                found.add(task.step());
                beforeStep.put(task.step().name(), passed);
            }
        });
        found.sort(Comparator.<Step>comparingInt(step -> before(step).size()).thenComparing(Step::name));
        return List.copyOf(found);
    }

    /** Visits the successors of a node again only if more steps are known to come before it. */
    private void reach(Node node, Set<String> passed) {
        boolean isNew = !before.containsKey(node);
        Set<String> known = before.computeIfAbsent(node, _ -> new TreeSet<>());
        if (known.addAll(passed) || isNew) {
            var further = new TreeSet<>(known);
            if (node instanceof Task task) {
                further.add(task.step().name());
            }
            node.next().forEach(next -> reach(next, further));
        }
    }

    @Override
    public String toString() {
        return "%s version %d".formatted(name, version);
    }
}
