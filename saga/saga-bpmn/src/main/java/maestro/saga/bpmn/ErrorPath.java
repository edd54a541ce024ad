package maestro.saga.bpmn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.instance.BoundaryEvent;
import org.operaton.bpm.model.bpmn.instance.EndEvent;
import org.operaton.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.operaton.bpm.model.bpmn.instance.EventDefinition;
import org.operaton.bpm.model.bpmn.instance.ExclusiveGateway;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;
import org.operaton.bpm.model.bpmn.instance.ServiceTask;
import org.operaton.bpm.model.bpmn.instance.StartEvent;
import org.operaton.bpm.model.bpmn.instance.SubProcess;
import org.operaton.bpm.model.xml.instance.ModelElementInstance;

/**
 * What the diagram says about failures has to be what happens: whatever fails, all that was done is undone. It is drawn as an event
 * sub-process for the whole process, or as error events on the steps' edges, which lead to one event that throws compensation.
 */
final class ErrorPath {

    private static final String ONLY =
            "An error path has nothing but a compensation event that is thrown for the whole process, and an end event:"
                    + " remove this.";

    private final Graph graph;
    private final Model model;
    private final Problems problems;
    private final List<SubProcess> subProcesses = new ArrayList<>();
    private final List<BoundaryEvent> events = new ArrayList<>();
    private final Set<FlowNode> nodes = new LinkedHashSet<>();

    private ErrorPath(Graph graph, Model model, Problems problems) {
        this.graph = graph;
        this.model = model;
        this.problems = problems;
    }

    static ErrorPath of(Graph graph, ModelElementInstance process, Model model, Problems problems) {
        var path = new ErrorPath(graph, model, problems);
        path.read(process);
        return path;
    }

    /** Whether this node is drawn in the process, but only for failures. */
    boolean has(FlowNode node) {
        return nodes.contains(node);
    }

    /** Whether an end event may throw an error, so that all is undone. */
    boolean catchesAll() {
        return !subProcesses.isEmpty();
    }

    /** Whether it is drawn from steps' edges. */
    boolean hasEvents() {
        return !events.isEmpty();
    }

    boolean hasEventOn(ServiceTask step) {
        return events.stream().anyMatch(event -> step.equals(model.target(event, "attachedToRef", ServiceTask.class)));
    }

    private void read(ModelElementInstance process) {
        for (FlowNode node : graph.nodes()) {
            if (node instanceof SubProcess sub && sub.triggeredByEvent()) {
                subProcesses.add(sub);
            } else if (node instanceof BoundaryEvent event && Events.of(event) == Events.ERROR) {
                events.add(event);
            }
        }
        if (subProcesses.isEmpty() && events.isEmpty()) {
            problems.add(
                    model.place(process),
                    "No error path is drawn: add an event sub-process that starts by an error, throws compensation and ends.");
        }
        subProcesses.forEach(this::check);
        subProcesses.stream()
                .skip(1)
                .forEach(sub -> problems.add(model.place(sub), "One error path is enough: remove it."));
        events.forEach(this::check);
        nodes.forEach(this::checkThatOnlyFailuresLeadTo);
    }

    private void check(SubProcess sub) {
        if (!graph.in(sub).isEmpty() || !graph.out(sub).isEmpty()) {
            problems.add(model.place(sub), "An event sub-process has no sequence flow: remove it.");
        }
        Graph inner = Graph.of(sub.getFlowElements(), model, problems);
        Set<FlowNode> seen = new HashSet<>();
        List<StartEvent> starts = inner.nodes().stream()
                .filter(StartEvent.class::isInstance)
                .map(StartEvent.class::cast)
                .toList();
        if (starts.size() != 1 || Events.of(starts.getFirst()) != Events.ERROR) {
            problems.add(model.place(sub), "An event sub-process begins by one start event of type error: draw it so.");
        }
        for (StartEvent start : starts) {
            seen.add(start);
            checkCatch(start);
            follow(inner, start, seen);
        }
        inner.nodes().stream().filter(node -> !seen.contains(node)).forEach(this::notHere);
    }

    private void check(BoundaryEvent event) {
        Place place = model.place(event);
        checkCatch(event);
        if (catchesAll()) {
            problems.add(place, "The event sub-process catches every error: remove this event.");
        }
        if (!event.cancelActivity()) {
            problems.add(place, "An error always interrupts: set cancelActivity to true.");
        }
        if (model.target(event, "attachedToRef", ServiceTask.class) == null) {
            problems.add(place, "This error event isn't on the edge of a step: attach it to a service task.");
        }
        follow(graph, event, nodes);
    }

    private void checkCatch(FlowNode event) {
        for (EventDefinition definition : Events.definitions(event)) {
            if (definition instanceof ErrorEventDefinition error && Model.reference(error, "errorRef") != null) {
                problems.add(
                        model.place(event),
                        "It catches one error only, but whatever fails is undone: leave the error reference empty.");
            }
        }
    }

    /** From what catches the error to the end. */
    private void follow(Graph graph, FlowNode caught, Set<FlowNode> seen) {
        FlowNode node = only(graph, caught);
        Set<FlowNode> merges = new HashSet<>();
        while (node instanceof ExclusiveGateway && merges.add(node)) {
            seen.add(node);
            node = only(graph, node);
        }
        if (node == null) {
            return;
        }
        seen.add(node);
        boolean throwsCompensation = Events.of(node) == Events.COMPENSATION;
        if (node instanceof IntermediateThrowEvent && throwsCompensation) {
            FlowNode end = only(graph, node);
            if (end != null) {
                seen.add(end);
                if (!(end instanceof EndEvent) || Events.of(end) != Events.NONE) {
                    notHere(end);
                }
            }
        } else if (!(node instanceof EndEvent) || !throwsCompensation) {
            notHere(node);
        }
    }

    private @Nullable FlowNode only(Graph graph, FlowNode node) {
        List<SequenceFlow> flows = graph.out(node);
        if (flows.size() != 1) {
            problems.add(model.place(node), "On the error path one sequence flow leads on from here: draw it so.");
            return null;
        }
        if (flows.getFirst().getConditionExpression() != null) {
            problems.add(model.place(flows.getFirst()), "The error path asks no condition: remove it.");
        }
        return graph.target(flows.getFirst());
    }

    private void notHere(FlowNode node) {
        if (!problems.isOutside(model.place(node))) {
            problems.add(model.place(node), ONLY);
        }
    }

    private void checkThatOnlyFailuresLeadTo(FlowNode node) {
        for (SequenceFlow flow : graph.in(node)) {
            FlowNode source = graph.source(flow);
            if (!nodes.contains(source) && !events.contains(source)) {
                problems.add(
                        model.place(flow),
                        "It leads into the error path, where only failures lead: use an error end event.");
            }
        }
    }
}
