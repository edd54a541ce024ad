package maestro.saga.bpmn;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import maestro.saga.flow.Step.Kind;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.instance.BoundaryEvent;
import org.operaton.bpm.model.bpmn.instance.EndEvent;
import org.operaton.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.operaton.bpm.model.bpmn.instance.ExclusiveGateway;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.operaton.bpm.model.bpmn.instance.Process;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;
import org.operaton.bpm.model.bpmn.instance.ServiceTask;
import org.operaton.bpm.model.bpmn.instance.StartEvent;
import org.operaton.bpm.model.bpmn.instance.SubProcess;

/**
 * Checks that the diagram shows what the engine does: after any failure, every step is undone. The error handling is
 * drawn as an event sub-process, or as error boundary events that lead to one event that throws compensation.
 */
final class ErrorHandling {

    private final FlowGraph graph;
    private final BpmnModel model;
    private final List<SubProcess> subProcesses;
    private final List<BoundaryEvent> boundaryEvents;
    private final Set<FlowNode> nodes = new LinkedHashSet<>();

    private ErrorHandling(FlowGraph graph, BpmnModel model) {
        this.graph = graph;
        this.model = model;
        this.subProcesses = graph.nodes(SubProcess.class).stream()
                .filter(SubProcess::triggeredByEvent)
                .toList();
        this.boundaryEvents = graph.nodes(BoundaryEvent.class).stream()
                .filter(event -> EventType.of(event) == EventType.ERROR)
                .toList();
    }

    static ErrorHandling of(FlowGraph graph, Process process, BpmnModel model) {
        var handling = new ErrorHandling(graph, model);
        handling.check(process);
        return handling;
    }

    /** Whether this node of the process is reached only after an error. */
    boolean contains(FlowNode node) {
        return nodes.contains(node);
    }

    /** Whether the error of an end event is caught. */
    boolean catchesAllErrors() {
        return !subProcesses.isEmpty();
    }

    private boolean isAttachedToSteps() {
        return !catchesAllErrors() && !boundaryEvents.isEmpty();
    }

    private void check(Process process) {
        if (subProcesses.isEmpty() && boundaryEvents.isEmpty()) {
            model.report(
                    process,
                    "The process has no error handling."
                            + " Add an event sub-process with an error start event, a compensation event and an end.");
        }
        subProcesses.forEach(this::checkSubProcess);
        subProcesses.stream()
                .skip(1)
                .forEach(sub -> model.report(sub, "The process has more than one event sub-process. Remove this one."));
        boundaryEvents.forEach(this::checkBoundaryEvent);
        nodes.forEach(this::checkIncoming);
    }

    private void checkSubProcess(SubProcess sub) {
        if (graph.isConnected(sub)) {
            model.report(sub, "A sequence flow is connected to this event sub-process. Remove the sequence flow.");
        }
        FlowGraph inner = FlowGraph.of(sub.getFlowElements(), model);
        List<StartEvent> starts = inner.nodes(StartEvent.class);
        if (starts.size() != 1 || EventType.of(starts.getFirst()) != EventType.ERROR) {
            model.report(
                    sub, "An event sub-process must have exactly one start event, of type error. Correct the start.");
        }
        Set<FlowNode> reached = new HashSet<>(starts);
        for (StartEvent start : starts) {
            checkCatchesAllErrors(start);
            follow(inner, start, reached);
        }
        inner.nodes().stream().filter(node -> !reached.contains(node)).forEach(this::reportUnexpected);
    }

    private void checkBoundaryEvent(BoundaryEvent event) {
        checkCatchesAllErrors(event);
        if (catchesAllErrors()) {
            model.report(event, "The event sub-process already catches every error. Remove this event.");
        }
        if (!event.cancelActivity()) {
            model.report(event, "An error event always interrupts its step. Set cancelActivity to true.");
        }
        if (model.referenced(event, "attachedToRef", ServiceTask.class) == null) {
            model.report(event, "This error event is not attached to a step. Attach it to a service task.");
        }
        follow(graph, event, nodes);
    }

    private void checkCatchesAllErrors(FlowNode event) {
        EventType.definitions(event).stream()
                .filter(definition -> definition instanceof ErrorEventDefinition
                        && BpmnModel.reference(definition, "errorRef") != null)
                .forEach(_ -> model.report(
                        event,
                        "This event catches only one error, but every failure must be handled."
                                + " Leave the error reference empty."));
    }

    /** Follows the path from the event that catches the error to the end event. */
    private void follow(FlowGraph scope, FlowNode start, Set<FlowNode> reached) {
        FlowNode node = onlySuccessor(scope, start);
        Set<FlowNode> merges = new HashSet<>();
        while (node instanceof ExclusiveGateway && merges.add(node)) {
            reached.add(node);
            node = onlySuccessor(scope, node);
        }
        if (node == null) {
            return;
        }
        reached.add(node);
        boolean throwsCompensation = EventType.of(node) == EventType.COMPENSATION;
        if (node instanceof IntermediateThrowEvent && throwsCompensation) {
            FlowNode end = onlySuccessor(scope, node);
            if (end != null) {
                reached.add(end);
                if (!(end instanceof EndEvent) || EventType.of(end) != EventType.NONE) {
                    reportUnexpected(end);
                }
            }
        } else if (!(node instanceof EndEvent) || !throwsCompensation) {
            reportUnexpected(node);
        }
    }

    private @Nullable FlowNode onlySuccessor(FlowGraph scope, FlowNode node) {
        List<SequenceFlow> flows = scope.outgoing(node);
        if (flows.size() != 1) {
            model.report(
                    node,
                    "In the error handling, exactly one sequence flow must leave this element."
                            + " Add the missing one, or remove the others.");
            return null;
        }
        if (flows.getFirst().getConditionExpression() != null) {
            model.report(flows.getFirst(), "The error handling can't have conditions. Remove the condition.");
        }
        return scope.target(flows.getFirst());
    }

    private void reportUnexpected(FlowNode node) {
        model.reportIfSupported(
                node,
                "The error handling can have only one compensation event, for the whole process, and an end event."
                        + " Remove this element.");
    }

    private void checkIncoming(FlowNode node) {
        for (SequenceFlow flow : graph.incoming(node)) {
            FlowNode source = graph.source(flow);
            if (!nodes.contains(source) && !boundaryEvents.contains(source)) {
                model.report(
                        flow,
                        "This sequence flow leads from the normal flow into the error handling."
                                + " Use an error end event instead.");
            }
        }
    }

    /** Checks that a failure of the step is handled, unless the step is retriable. */
    void checkStep(ServiceTask step, Kind kind) {
        boolean hasEvent = boundaryEvents.stream()
                .anyMatch(event -> step.equals(model.referenced(event, "attachedToRef", ServiceTask.class)));
        if (kind == Kind.RETRIABLE && hasEvent) {
            model.report(step, "A retriable step is repeated until it succeeds. Remove its error event.");
        } else if (kind != Kind.RETRIABLE && !hasEvent && isAttachedToSteps()) {
            model.report(
                    step,
                    "The failure of this step is not handled."
                            + " Attach an error event to the step and connect the event to the error handling.");
        }
    }

    /** Checks that the error of one step interrupts the parallel branches too. */
    void checkForks(List<FlowNode> normalNodes) {
        if (isAttachedToSteps()) {
            normalNodes.stream()
                    .filter(graph::isFork)
                    .findFirst()
                    .ifPresent(fork -> model.report(
                            fork,
                            "An error event of one step does not stop the other parallel branches."
                                    + " Draw the error handling as an event sub-process."));
        }
    }
}
