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
import org.operaton.bpm.model.bpmn.instance.Process;
import org.operaton.bpm.model.bpmn.instance.StartEvent;
import org.operaton.bpm.model.bpmn.instance.SubProcess;

/** The normal flow of a process: the paths from its start event, as long as no step fails. */
final class NormalFlow {

    private final FlowGraph graph;
    private final ErrorHandling errorHandling;
    private final BpmnModel model;

    NormalFlow(FlowGraph graph, ErrorHandling errorHandling, BpmnModel model) {
        this.graph = graph;
        this.errorHandling = errorHandling;
        this.model = model;
    }

    /** Checks each node, and that each is reachable. */
    TopologicalOrder check(Process process) {
        List<StartEvent> starts = graph.nodes(StartEvent.class);
        List<FlowNode> nodes = graph.nodes().stream().filter(this::isNormal).toList();
        graph.nodes(BoundaryEvent.class).forEach(this::checkBoundaryEvent);
        nodes.forEach(this::checkNode);
        checkStarts(starts, process);
        if (nodes.stream().noneMatch(Activity.class::isInstance)) {
            model.report(process, "The process has no service task. Add a service task.");
        }
        return checkReachable(nodes, starts);
    }

    private boolean isNormal(FlowNode node) {
        boolean isEventSubProcess = node instanceof SubProcess sub && sub.triggeredByEvent();
        return !isEventSubProcess
                && !(node instanceof BoundaryEvent)
                && !CompensationHandlers.isUndo(node)
                && !errorHandling.contains(node);
    }

    private TopologicalOrder checkReachable(List<FlowNode> nodes, List<StartEvent> starts) {
        // The successors of an unsupported element are not reported as unreachable.
        List<FlowNode> roots = new ArrayList<>(starts);
        graph.nodes().stream().filter(model::isUnsupported).forEach(roots::add);
        TopologicalOrder order = TopologicalOrder.of(graph, roots, model);
        List<FlowNode> reachable = order.nodes();
        nodes.stream()
                .filter(node -> !reachable.contains(node))
                .forEach(node -> model.report(
                        node,
                        "No path leads from the start event to this element."
                                + " Add a sequence flow to the element, or remove the element."));
        return order;
    }

    private void checkStarts(List<StartEvent> starts, Process process) {
        if (starts.isEmpty()) {
            model.report(process, "The process has no start event. Add a start event.");
        }
        starts.stream()
                .skip(1)
                .forEach(start ->
                        model.report(start, "The process has more than one start event. Remove this start event."));
        for (StartEvent start : starts) {
            if (!graph.incoming(start).isEmpty()) {
                model.report(start, "A sequence flow leads to this start event. Remove the sequence flow.");
            }
            if (EventType.of(start) != EventType.NONE) {
                model.reportIfSupported(start, "This type of start event is not supported. Use a plain start event.");
            }
        }
    }

    private void checkBoundaryEvent(BoundaryEvent event) {
        EventType type = EventType.of(event);
        if (type != EventType.COMPENSATION && type != EventType.ERROR) {
            model.reportIfSupported(
                    event, "Only compensation events and error events can be attached to a step. Remove this event.");
        }
    }

    private void checkNode(FlowNode node) {
        switch (node) {
            case EndEvent end -> checkEnd(end);
            case IntermediateThrowEvent _ ->
                model.reportIfSupported(
                        node, "An intermediate event is supported only in the error handling. Remove this event.");
            case SubProcess _ ->
                model.reportIfSupported(
                        node,
                        "Only event sub-processes are supported."
                                + " Move the steps of this sub-process into the process.");
            default -> {}
        }
        int outgoing = graph.outgoing(node).size();
        if (node instanceof EndEvent) {
            if (outgoing > 0) {
                model.reportIfSupported(node, "A sequence flow leaves this end event. Remove the sequence flow.");
            }
        } else if (outgoing == 0) {
            model.reportIfSupported(
                    node, "No sequence flow leaves this element. Add one, so that each path leads to an end event.");
        } else if (outgoing > 1 && !(node instanceof Gateway)) {
            model.reportIfSupported(
                    node,
                    "More than one sequence flow leaves this element."
                            + " Add a gateway: exclusive to take one of them, parallel to take all of them.");
        }
    }

    private void checkEnd(EndEvent end) {
        switch (EventType.of(end)) {
            case NONE, TERMINATE -> {}
            case ERROR -> checkErrorEnd(end);
            case COMPENSATION, OTHER ->
                model.reportIfSupported(
                        end, "This type of end event is not supported. Use a plain end event or an error end event.");
        }
    }

    private void checkErrorEnd(EndEvent end) {
        if (failureReason(end) == null) {
            model.report(end, "This error end event has no reason. Name the event, or select an error with a name.");
        }
        if (EventType.definitions(end).stream()
                .anyMatch(definition -> BpmnModel.reference(definition, "errorRef") != null
                        && model.referenced(definition, "errorRef", Error.class) == null)) {
            model.report(
                    end,
                    "The error of this end event does not exist."
                            + " Select an existing error, or leave the error reference empty.");
        }
        if (!errorHandling.catchesAllErrors()) {
            model.report(end, "This error is not caught. Draw the error handling as an event sub-process.");
        }
    }

    /** The reason for which a saga fails at this end event. Null if it does not fail. */
    @Nullable String failureReason(EndEvent end) {
        if (EventType.of(end) != EventType.ERROR) {
            return null;
        }
        return EventType.definitions(end).stream()
                .flatMap(definition -> Stream.ofNullable(model.referenced(definition, "errorRef", Error.class)))
                .map(error -> isBlank(error.getName()) ? error.getErrorCode() : error.getName())
                .filter(reason -> !isBlank(reason))
                .findFirst()
                .orElse(isBlank(end.getName()) ? null : end.getName());
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
