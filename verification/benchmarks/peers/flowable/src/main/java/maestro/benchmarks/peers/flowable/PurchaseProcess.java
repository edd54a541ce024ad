package maestro.benchmarks.peers.flowable;

import java.util.List;
import maestro.benchmarks.peers.PurchaseCalls;
import org.flowable.bpmn.model.Association;
import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.CompensateEventDefinition;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.FlowNode;
import org.flowable.bpmn.model.FlowableListener;
import org.flowable.bpmn.model.ImplementationType;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.ThrowEvent;

/**
 * The BPMN model: a sequence of six service tasks, each with a compensation handler and a conditional sequence flow
 * to the compensation event. The event calls the handlers of all tasks that have ended. A task that failed ends too,
 * so its step is undone as well.
 */
final class PurchaseProcess {

    static final String KEY = "purchase";
    static final String COMPLETED = "completed";
    static final String UNDONE = "undone";
    static final String FAILED = "failed";
    static final String PERFORM = "perform";
    static final String UNDO = "undo";
    static final String COMPLETE = "complete";

    private static final String COMPENSATE = "compensate";

    private final Process process = new Process();
    private final boolean async;

    private PurchaseProcess(boolean async) {
        this.async = async;
        process.setId(KEY);
    }

    /**
     * @param async whether each do is a job with its own transaction, and all undos together another; otherwise the
     *     whole process is one transaction
     */
    static BpmnModel model(boolean async) {
        var model = new BpmnModel();
        model.addProcess(new PurchaseProcess(async).build());
        return model;
    }

    private Process build() {
        add(new StartEvent(), "start");
        String before = "start";
        for (String step : PurchaseCalls.STEPS) {
            ServiceTask task = task(step, PERFORM);
            configureJob(task);
            addUndo(task);
            flow(before, step);
            flow(step, COMPENSATE).setConditionExpression("${" + FAILED + "}");
            before = step;
        }
        end(COMPLETED);
        flow(before, COMPLETED);
        var compensate = new ThrowEvent();
        compensate.setEventDefinitions(List.of(new CompensateEventDefinition()));
        add(compensate, COMPENSATE);
        configureJob(compensate);
        end(UNDONE);
        flow(COMPENSATE, UNDONE);
        return process;
    }

    private ServiceTask task(String id, String bean) {
        var task = new ServiceTask();
        task.setImplementationType(ImplementationType.IMPLEMENTATION_TYPE_DELEGATEEXPRESSION);
        task.setImplementation("${" + bean + "}");
        add(task, id);
        return task;
    }

    /** A purchase has one job at a time, so the job needs no exclusive lock. */
    private void configureJob(FlowNode node) {
        node.setAsynchronous(async);
        node.setNotExclusive(true);
    }

    private void addUndo(ServiceTask task) {
        var event = new BoundaryEvent();
        event.setAttachedToRef(task);
        event.setAttachedToRefId(task.getId());
        event.setEventDefinitions(List.of(new CompensateEventDefinition()));
        add(event, task.getId() + "-compensation");
        ServiceTask undo = task("undo-" + task.getId(), UNDO);
        undo.setForCompensation(true);
        var association = new Association();
        association.setId(task.getId() + "-association");
        association.setSourceRef(event.getId());
        association.setTargetRef(undo.getId());
        process.addArtifact(association);
    }

    /** The sequence flow to the next step is the default flow. */
    private SequenceFlow flow(String from, String to) {
        var flow = new SequenceFlow(from, to);
        flow.setId(from + "-to-" + to);
        if (!to.equals(COMPENSATE) && process.getFlowElement(from) instanceof ServiceTask task) {
            task.setDefaultFlow(flow.getId());
        }
        process.addFlowElement(flow);
        return flow;
    }

    private void end(String id) {
        var listener = new FlowableListener();
        listener.setEvent("start");
        listener.setImplementationType(ImplementationType.IMPLEMENTATION_TYPE_DELEGATEEXPRESSION);
        listener.setImplementation("${" + COMPLETE + "}");
        var end = new EndEvent();
        end.setExecutionListeners(List.of(listener));
        add(end, id);
    }

    private void add(FlowNode node, String id) {
        node.setId(id);
        process.addFlowElement(node);
    }
}
