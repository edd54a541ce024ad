package maestro.saga.bpmn;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.instance.Association;
import org.operaton.bpm.model.bpmn.instance.BaseElement;
import org.operaton.bpm.model.bpmn.instance.BoundaryEvent;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.ServiceTask;
import org.operaton.bpm.model.bpmn.instance.TextAnnotation;

/** Which undo belongs to which step: a compensation event on the step's edge, and an association from there. */
final class Compensation {

    private final Graph graph;
    private final Model model;
    private final Problems problems;
    private final Map<ServiceTask, ServiceTask> undos = new HashMap<>();

    private Compensation(Graph graph, Model model, Problems problems) {
        this.graph = graph;
        this.model = model;
        this.problems = problems;
    }

    static Compensation of(Graph graph, Model model, Problems problems) {
        var compensation = new Compensation(graph, model, problems);
        compensation.read();
        return compensation;
    }

    @Nullable ServiceTask undo(ServiceTask step) {
        return undos.get(step);
    }

    static boolean isUndo(FlowNode node) {
        return node instanceof ServiceTask task && task.isForCompensation();
    }

    private void read() {
        for (FlowNode node : graph.nodes()) {
            if (node instanceof BoundaryEvent event && Events.of(event) == Events.COMPENSATION) {
                read(event);
            }
        }
        Set<ServiceTask> used = new HashSet<>(undos.values());
        for (FlowNode node : graph.nodes()) {
            if (node instanceof ServiceTask task && isUndo(task)) {
                checkUndo(task, used.contains(task));
            }
        }
        model.all(Association.class).forEach(this::check);
    }

    private void read(BoundaryEvent event) {
        Place place = model.place(event);
        if (!graph.out(event).isEmpty() || !graph.in(event).isEmpty()) {
            problems.add(place, "A compensation event has no sequence flow: lead to the undo by an association.");
        }
        ServiceTask step = model.target(event, "attachedToRef", ServiceTask.class);
        if (step == null || isUndo(step)) {
            problems.add(place, "This compensation event isn't on the edge of a step: attach it to a service task.");
            return;
        }
        List<BaseElement> targets = targets(event);
        if (targets.size() != 1 || !(targets.getFirst() instanceof ServiceTask undo) || !isUndo(undo)) {
            problems.add(
                    place,
                    "Lead from this compensation event by one association to the one service task that undoes the step and is"
                            + " marked as compensation.");
        } else if (undos.containsValue(undo)) {
            problems.add(model.place(undo), "This undo belongs to two steps: draw one for each.");
        } else if (undos.putIfAbsent(step, undo) != null) {
            problems.add(place, "Its step has another compensation event: remove one.");
        }
    }

    private List<BaseElement> targets(BoundaryEvent event) {
        return model.all(Association.class).stream()
                .filter(association -> event.getId() != null)
                .filter(association -> event.getId().equals(Model.reference(association, "sourceRef")))
                .flatMap(association -> {
                    BaseElement target = model.target(association, "targetRef", BaseElement.class);
                    return target == null ? List.<BaseElement>of().stream() : List.of(target).stream();
                })
                .filter(target -> !(target instanceof TextAnnotation))
                .toList();
    }

    private void checkUndo(ServiceTask undo, boolean used) {
        Place place = model.place(undo);
        if (!used) {
            problems.add(
                    place,
                    "Nothing leads to this undo: draw an association from a compensation event on its step's edge.");
        }
        if (!graph.in(undo).isEmpty() || !graph.out(undo).isEmpty()) {
            problems.add(place, "An undo has no sequence flow: remove those that lead to it or from it.");
        }
    }

    /** Either from a compensation event, or a note's. */
    private void check(Association association) {
        BaseElement source = model.target(association, "sourceRef", BaseElement.class);
        BaseElement target = model.target(association, "targetRef", BaseElement.class);
        boolean ofNote = source instanceof TextAnnotation || target instanceof TextAnnotation;
        boolean ofEvent = source instanceof BoundaryEvent event && Events.of(event) == Events.COMPENSATION;
        if (!ofNote && !ofEvent) {
            problems.add(
                    model.place(association),
                    "An association leads from a compensation event to an undo, or to a text annotation: remove this one.");
        }
    }
}
