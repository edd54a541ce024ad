package maestro.saga.bpmn;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.instance.BaseElement;
import org.operaton.bpm.model.bpmn.instance.EndEvent;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.ParallelGateway;
import org.operaton.bpm.model.bpmn.instance.Process;
import org.operaton.bpm.model.bpmn.instance.ServiceTask;

/** The one process of a file: checks how its elements go together, and makes a flow of them. */
final class Diagram {

    /** Flow nodes: far more than the services that there are. */
    private static final int MAX_NODES = 200;

    private final Model model;
    private final Steps steps;
    private final Problems problems;

    Diagram(Model model, Steps steps, Problems problems) {
        this.model = model;
        this.steps = steps;
        this.problems = problems;
    }

    /** Null if there is any problem. */
    @Nullable Flow read(String name, int version) {
        checkProperties();
        Process process = process();
        if (process == null) {
            return null;
        }
        if (model.all(FlowNode.class).size() > MAX_NODES) {
            problems.add(model.place(process), "It has more than %d steps, events and gateways.", MAX_NODES);
            return null;
        }
        return read(process, name, version);
    }

    private @Nullable Process process() {
        Collection<Process> processes = model.all(Process.class);
        if (processes.isEmpty()) {
            problems.add(Place.FILE, "The file has no process: draw one.");
            return null;
        }
        Process process = processes.stream()
                .filter(Process::isExecutable)
                .findFirst()
                .orElse(processes.iterator().next());
        if (!process.isExecutable()) {
            problems.add(model.place(process), "The process isn't meant to be run: mark it as executable.");
        }
        processes.stream()
                .filter(other -> !other.equals(process))
                .forEach(other -> problems.add(model.place(other), "A file has one process: remove this other one."));
        return process;
    }

    /** Those of tasks and of the process are read where they are asked for. */
    private void checkProperties() {
        for (BaseElement element : model.all(BaseElement.class)) {
            if (!(element instanceof ServiceTask) && !(element instanceof Process)) {
                Settings.of(element, Set.of(), model, problems);
            }
        }
    }

    private @Nullable Flow read(Process process, String name, int version) {
        Graph graph = Graph.of(process.getFlowElements(), model, problems);
        Compensation compensation = Compensation.of(graph, model, problems);
        ErrorPath errors = ErrorPath.of(graph, process, model, problems);
        var forward = new ForwardPath(graph, errors, model, problems);
        Order order = forward.read(process);
        var deadline = steps.deadline(process);
        Map<FlowNode, Step> found = steps(graph, compensation, errors);
        if (order.hasLoop()) {
            return null;
        }
        var parallels = Parallels.of(graph, order.nodes(), model, problems);
        checkErrorPath(order.nodes(), errors, parallels);
        var ways = new Branches(graph, model, problems);
        checkOrder(graph, order.nodes(), found, parallels, ways);
        if (!problems.areNone()) {
            return null;
        }
        var nodes = new FlowBuilder(graph, found, failures(graph, forward), ways);
        return new Flow(name, version, deadline, nodes.build(order.nodes()));
    }

    private Map<FlowNode, Step> steps(Graph graph, Compensation compensation, ErrorPath errors) {
        Map<FlowNode, Step> found = new HashMap<>();
        for (FlowNode node : graph.nodes()) {
            if (node instanceof ServiceTask task && !Compensation.isUndo(task) && !errors.has(task)) {
                Step step = steps.read(task);
                if (step != null) {
                    found.put(task, step);
                    check(task, step, compensation.undo(task), errors);
                }
            }
        }
        return found;
    }

    private void check(ServiceTask task, Step step, @Nullable ServiceTask undo, ErrorPath errors) {
        Place place = model.place(task);
        boolean undoable = step.kind() == Kind.COMPENSATABLE;
        if (undo != null) {
            steps.checkUndo(undo, step);
        }
        if (undoable && undo == null) {
            problems.add(
                    place,
                    "It has no undo: attach a compensation event to it and lead from there to the task that undoes it, or make its"
                            + " kind pivot or retriable.");
        } else if (!undoable && undo != null) {
            problems.add(
                    place, "Its kind isn't compensatable, so that it is never undone: remove its compensation event.");
        }
        boolean caught = errors.hasEventOn(task);
        if (step.kind() == Kind.RETRIABLE && caught) {
            problems.add(place, "A retriable step is tried until it is done: remove its error event.");
        } else if (step.kind() != Kind.RETRIABLE && !caught && errors.hasEvents() && !errors.catchesAll()) {
            problems.add(
                    place, "Nothing is drawn for its failure: attach an error event that leads to the error path.");
        }
    }

    private void checkErrorPath(List<FlowNode> order, ErrorPath errors, Parallels parallels) {
        if (errors.hasEvents() && !errors.catchesAll() && !parallels.areNone()) {
            order.stream()
                    .filter(ParallelGateway.class::isInstance)
                    .findFirst()
                    .ifPresent(fork -> problems.add(
                            model.place(fork),
                            "An error event on a step's edge doesn't stop what runs beside it: draw the error path as an event"
                                    + " sub-process."));
        }
    }

    private void checkOrder(
            Graph graph, List<FlowNode> order, Map<FlowNode, Step> found, Parallels parallels, Branches ways) {
        Map<FlowNode, PathFacts> after = new HashMap<>();
        for (FlowNode node : order) {
            PathFacts past = PathFacts.merged(graph.in(node).stream()
                    .map(flow -> after.getOrDefault(graph.source(flow), PathFacts.NOTHING))
                    .toList());
            ways.read(node, past.steps());
            Step step = found.get(node);
            if (step != null) {
                check(node, step, past, parallels);
            } else if (node instanceof EndEvent && Events.of(node) == Events.ERROR && past.pivot() != null) {
                problems.add(
                        model.place(node),
                        "After the pivot %s nothing is undone: lead to a plain end event.",
                        past.pivot());
            }
            after.put(node, step == null ? past : past.and(step));
        }
    }

    private void check(FlowNode task, Step step, PathFacts past, Parallels parallels) {
        String forbidden = past.forbids(step);
        if (forbidden != null) {
            problems.add(model.place(task), forbidden);
        }
        if (step.kind() == Kind.PIVOT && parallels.isInBranch(task)) {
            problems.add(
                    model.place(task),
                    "Nothing may run beside a pivot: put it before the parallel gateway, or after the join.");
        }
    }

    private static Map<FlowNode, String> failures(Graph graph, ForwardPath forward) {
        Map<FlowNode, String> failures = new HashMap<>();
        for (FlowNode node : graph.nodes()) {
            String why = node instanceof EndEvent end ? forward.why(end) : null;
            if (why != null) {
                failures.put(node, why);
            }
        }
        return failures;
    }
}
