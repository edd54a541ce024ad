package maestro.saga.bpmn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.instance.Association;
import org.operaton.bpm.model.bpmn.instance.BaseElement;
import org.operaton.bpm.model.bpmn.instance.BoundaryEvent;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.ServiceTask;
import org.operaton.bpm.model.bpmn.instance.TextAnnotation;

/** The undo task of each step: an association connects it to a compensation event that is attached to the step. */
final class CompensationHandlers {

    private final FlowGraph graph;
    private final BpmnModel model;
    private final Map<ServiceTask, ServiceTask> undoTasks = new HashMap<>();

    private CompensationHandlers(FlowGraph graph, BpmnModel model) {
        this.graph = graph;
        this.model = model;
    }

    static CompensationHandlers of(FlowGraph graph, BpmnModel model) {
        var handlers = new CompensationHandlers(graph, model);
        graph.nodes(BoundaryEvent.class).stream()
                .filter(CompensationHandlers::isCompensation)
                .forEach(handlers::read);
        graph.nodes(ServiceTask.class).stream()
                .filter(CompensationHandlers::isUndo)
                .forEach(handlers::checkUndoTask);
        model.elements(Association.class).forEach(handlers::checkAssociation);
        return handlers;
    }

    @Nullable ServiceTask undoTask(ServiceTask step) {
        return undoTasks.get(step);
    }

    static boolean isUndo(FlowNode node) {
        return node instanceof ServiceTask task && task.isForCompensation();
    }

    private static boolean isCompensation(BoundaryEvent event) {
        return EventType.of(event) == EventType.COMPENSATION;
    }

    private void read(BoundaryEvent event) {
        if (graph.isConnected(event)) {
            model.report(
                    event,
                    "A sequence flow is connected to this compensation event."
                            + " Connect the event to the undo task with an association instead.");
        }
        ServiceTask step = model.referenced(event, "attachedToRef", ServiceTask.class);
        if (step == null || isUndo(step)) {
            model.report(event, "This compensation event is not attached to a step. Attach it to a service task.");
            return;
        }
        List<BaseElement> targets = targets(event);
        if (targets.size() != 1 || !(targets.getFirst() instanceof ServiceTask undo) || !isUndo(undo)) {
            model.report(
                    event,
                    "This compensation event must be connected to exactly one undo task."
                            + " Draw one association from the event to a service task that is marked as compensation.");
        } else if (undoTasks.containsValue(undo)) {
            model.report(undo, "This undo task belongs to two steps. Draw one undo task for each step.");
        } else if (undoTasks.putIfAbsent(step, undo) != null) {
            model.report(event, "The step of this event has another compensation event. Remove one of them.");
        }
    }

    private List<BaseElement> targets(BoundaryEvent event) {
        String id = event.getId();
        return model.elements(Association.class).stream()
                .filter(association -> id != null && id.equals(BpmnModel.reference(association, "sourceRef")))
                .flatMap(
                        association -> Stream.ofNullable(model.referenced(association, "targetRef", BaseElement.class)))
                .filter(target -> !(target instanceof TextAnnotation))
                .toList();
    }

    private void checkUndoTask(ServiceTask undo) {
        if (!undoTasks.containsValue(undo)) {
            model.report(
                    undo,
                    "This undo task belongs to no step."
                            + " Draw an association from the compensation event of a step to this task.");
        }
        if (graph.isConnected(undo)) {
            model.report(undo, "A sequence flow is connected to this undo task. Remove the sequence flow.");
        }
    }

    private void checkAssociation(Association association) {
        BaseElement source = model.referenced(association, "sourceRef", BaseElement.class);
        BaseElement target = model.referenced(association, "targetRef", BaseElement.class);
        boolean isAnnotation = source instanceof TextAnnotation || target instanceof TextAnnotation;
        if (!isAnnotation && !(source instanceof BoundaryEvent event && isCompensation(event))) {
            model.report(
                    association,
                    "An association must start at a compensation event, or connect an element to a text annotation."
                            + " Remove this association.");
        }
    }
}
