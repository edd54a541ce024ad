package maestro.saga.bpmn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.instance.Activity;
import org.operaton.bpm.model.bpmn.instance.BoundaryEvent;
import org.operaton.bpm.model.bpmn.instance.EndEvent;
import org.operaton.bpm.model.bpmn.instance.Error;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.Gateway;
import org.operaton.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.operaton.bpm.model.bpmn.instance.StartEvent;
import org.operaton.bpm.model.bpmn.instance.SubProcess;
import org.operaton.bpm.model.xml.instance.ModelElementInstance;

/** What a purchase goes through as long as nothing fails: one start, and from there each node by its sequence flows. */
final class ForwardPath {

    private final Graph graph;
    private final ErrorPath errors;
    private final Model model;
    private final Problems problems;

    ForwardPath(Graph graph, ErrorPath errors, Model model, Problems problems) {
        this.graph = graph;
        this.errors = errors;
        this.model = model;
        this.problems = problems;
    }

    /** Each node by itself, and that all are reached. */
    Order read(ModelElementInstance process) {
        List<FlowNode> nodes = new ArrayList<>();
        List<FlowNode> starts = new ArrayList<>();
        for (FlowNode node : graph.nodes()) {
            if (node instanceof BoundaryEvent) {
                checkEdge(node);
            }
            if (isForward(node)) {
                nodes.add(node);
                check(node);
            }
            if (node instanceof StartEvent) {
                starts.add(node);
            }
        }
        checkStarts(starts, process);
        if (nodes.stream().noneMatch(Activity.class::isInstance)) {
            problems.add(
                    model.place(process), "The process has no service task, so that nothing would be done: add one.");
        }
        return order(nodes, starts);
    }

    private boolean isForward(FlowNode node) {
        boolean catchesErrors = node instanceof SubProcess sub && sub.triggeredByEvent();
        return !(node instanceof BoundaryEvent) && !Compensation.isUndo(node) && !catchesErrors && !errors.has(node);
    }

    private Order order(List<FlowNode> nodes, List<FlowNode> starts) {
        // What comes after an element that is refused anyway isn't called unreachable.
        List<FlowNode> from = new ArrayList<>(starts);
        graph.nodes().stream().filter(this::isOutside).forEach(from::add);
        Order order = Order.of(graph, from, model, problems);
        List<FlowNode> reached = order.nodes();
        for (FlowNode node : nodes) {
            if (!reached.contains(node)) {
                problems.add(model.place(node), "It is never reached: lead a sequence flow to it, or remove it.");
            }
        }
        return order;
    }

    private void checkStarts(List<FlowNode> starts, ModelElementInstance process) {
        if (starts.isEmpty()) {
            problems.add(model.place(process), "The process has no start event: draw one.");
        }
        starts.stream()
                .skip(1)
                .forEach(
                        start -> problems.add(model.place(start), "A process has one start event: remove the others."));
        for (FlowNode start : starts) {
            if (!graph.in(start).isEmpty()) {
                problems.add(model.place(start), "A sequence flow leads to the start event: lead it elsewhere.");
            }
            if (Events.of(start) != Events.NONE) {
                outside(start, "A process is started by a purchase: make it a start event without a type.");
            }
        }
    }

    private void checkEdge(FlowNode event) {
        if (Events.of(event) != Events.COMPENSATION && Events.of(event) != Events.ERROR) {
            outside(event, "Only compensation and errors are caught on a step's edge: remove this event.");
        }
    }

    private void check(FlowNode node) {
        switch (node) {
            case EndEvent end -> checkEnd(end);
            case IntermediateThrowEvent _ ->
                outside(node, "Compensation is thrown on the error path alone: remove it.");
            case SubProcess _ ->
                outside(node, "Only an event sub-process runs here: draw its steps in the process itself.");
            default -> {}
        }
        int ways = graph.out(node).size();
        if (node instanceof EndEvent ? ways > 0 : ways == 0) {
            outside(
                    node,
                    node instanceof EndEvent
                            ? "A sequence flow leaves an end event: remove it."
                            : "It leads nowhere: lead it on, to an end event at last.");
        }
        if (ways > 1 && !(node instanceof Gateway) && !(node instanceof EndEvent)) {
            outside(
                    node,
                    "Several sequence flows leave it: draw a gateway, which tells whether one is taken or all are.");
        }
    }

    private void checkEnd(EndEvent end) {
        switch (Events.of(end)) {
            case NONE, TERMINATE -> {}
            case ERROR -> {
                if (why(end) == null) {
                    problems.add(
                            model.place(end), "It doesn't say why the purchase fails: give it a name, or its error.");
                }
                if (namesNoError(end)) {
                    problems.add(
                            model.place(end), "The error that it names isn't there: choose one, or leave it empty.");
                }
                if (!errors.catchesAll()) {
                    problems.add(
                            model.place(end),
                            "Nothing catches this error: draw the error path as an event sub-process.");
                }
            }
            case COMPENSATION, OTHER -> outside(end, "Such an end event isn't run here: use a plain one or an error.");
        }
    }

    /** Why a purchase that comes to this end fails; null if it doesn't. */
    @Nullable String why(EndEvent end) {
        if (Events.of(end) != Events.ERROR) {
            return null;
        }
        return Events.definitions(end).stream()
                .flatMap(definition -> Stream.ofNullable(model.target(definition, "errorRef", Error.class)))
                .map(error -> isBlank(error.getName()) ? error.getErrorCode() : error.getName())
                .filter(words -> !isBlank(words))
                .findFirst()
                .orElse(isBlank(end.getName()) ? null : end.getName());
    }

    private boolean namesNoError(EndEvent end) {
        return Events.definitions(end).stream()
                .anyMatch(definition -> Model.reference(definition, "errorRef") != null
                        && model.target(definition, "errorRef", Error.class) == null);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private boolean isOutside(FlowNode node) {
        return problems.isOutside(model.place(node));
    }

    private void outside(FlowNode node, String problem) {
        if (!isOutside(node)) {
            problems.add(model.place(node), problem);
        }
    }
}
