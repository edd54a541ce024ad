package maestro.saga.bpmn;

import java.time.Duration;
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
import org.operaton.bpm.model.bpmn.instance.Process;
import org.operaton.bpm.model.bpmn.instance.ServiceTask;

/** Checks the process of a file, and builds a flow from it. */
final class ProcessParser {

    private static final int MAX_NODES = 200;

    private final BpmnModel model;
    private final StepParser stepParser;

    ProcessParser(BpmnModel model, StepParser stepParser) {
        this.model = model;
        this.stepParser = stepParser;
    }

    /** Returns null if there is any problem. */
    @Nullable Flow parse(String name, int version) {
        checkExtensionProperties();
        Process process = findProcess();
        if (process == null) {
            return null;
        }
        if (model.elements(FlowNode.class).size() > MAX_NODES) {
            model.report(
                    process,
                    "The process has more than %d steps, events and gateways. Make the process smaller."
                            .formatted(MAX_NODES));
            return null;
        }
        return parse(process, name, version);
    }

    private @Nullable Process findProcess() {
        Collection<Process> processes = model.elements(Process.class);
        if (processes.isEmpty()) {
            model.report(SourceLocation.FILE, "The file has no process. Add a process.");
            return null;
        }
        Process process = processes.stream()
                .filter(Process::isExecutable)
                .findFirst()
                .orElse(processes.iterator().next());
        if (!process.isExecutable()) {
            model.report(process, "The process is not executable. Mark the process as executable.");
        }
        processes.stream()
                .filter(other -> !other.equals(process))
                .forEach(other -> model.report(other, "The file has more than one process. Remove this process."));
        return process;
    }

    /** The properties of the process and of its service tasks are checked when they are read. */
    private void checkExtensionProperties() {
        for (BaseElement element : model.elements(BaseElement.class)) {
            if (!(element instanceof ServiceTask) && !(element instanceof Process)) {
                ExtensionProperties.of(element, Set.of(), model);
            }
        }
    }

    private @Nullable Flow parse(Process process, String name, int version) {
        FlowGraph graph = FlowGraph.of(process.getFlowElements(), model);
        var handlers = CompensationHandlers.of(graph, model);
        var errorHandling = ErrorHandling.of(graph, process, model);
        var normalFlow = new NormalFlow(graph, errorHandling, model);
        TopologicalOrder order = normalFlow.check(process);
        Duration deadline = stepParser.deadline(process);
        Map<FlowNode, Step> steps = parseSteps(graph, handlers, errorHandling);
        if (order.hasLoop()) {
            return null;
        }
        errorHandling.checkForks(order.nodes());
        var parallel = ParallelGateways.of(graph, order.nodes(), model);
        var exclusive = new ExclusiveGateways(graph, model);
        checkPaths(graph, order.nodes(), steps, parallel, exclusive);
        if (model.hasProblems()) {
            return null;
        }
        var builder = new FlowBuilder(graph, steps, normalFlow, exclusive);
        return new Flow(name, version, deadline, builder.build(order.nodes()));
    }

    private Map<FlowNode, Step> parseSteps(
            FlowGraph graph, CompensationHandlers handlers, ErrorHandling errorHandling) {
        Map<FlowNode, Step> steps = new HashMap<>();
        for (ServiceTask task : graph.nodes(ServiceTask.class)) {
            if (!CompensationHandlers.isUndo(task) && !errorHandling.contains(task)) {
                Step step = stepParser.parse(task);
                if (step != null) {
                    steps.put(task, step);
                    checkUndo(task, step, handlers.undoTask(task));
                    errorHandling.checkStep(task, step.kind());
                }
            }
        }
        return steps;
    }

    private void checkUndo(ServiceTask task, Step step, @Nullable ServiceTask undo) {
        if (undo != null) {
            stepParser.checkUndo(undo, step);
        }
        if (step.undoable() && undo == null) {
            model.report(
                    task,
                    "This step has no undo task."
                            + " Attach a compensation event, and connect the event to an undo task with an association."
                            + " A step of the kind pivot or retriable needs no undo task.");
        } else if (!step.undoable() && undo != null) {
            model.report(
                    task,
                    "This step is never undone, because its kind is not compensatable."
                            + " Remove its compensation event.");
        }
    }

    /** Checks each step and condition against the steps on the paths to it. */
    private void checkPaths(
            FlowGraph graph,
            List<FlowNode> order,
            Map<FlowNode, Step> steps,
            ParallelGateways parallel,
            ExclusiveGateways exclusive) {
        Map<FlowNode, PrecedingSteps> after = new HashMap<>();
        for (FlowNode node : order) {
            var preceding = PrecedingSteps.merge(graph.incoming(node).stream()
                    .map(flow -> after.getOrDefault(graph.source(flow), PrecedingSteps.NONE))
                    .toList());
            exclusive.read(node, preceding.names());
            Step step = steps.get(node);
            if (step != null) {
                checkKind(node, step.kind(), preceding, parallel);
            } else if (node instanceof EndEvent && EventType.of(node) == EventType.ERROR && preceding.pivot() != null) {
                model.report(
                        node,
                        "An error end event can't come after the pivot %s, because nothing is undone after a pivot."
                                        .formatted(preceding.pivot())
                                + " Use a plain end event.");
            }
            after.put(node, step == null ? preceding : preceding.and(step));
        }
    }

    private void checkKind(FlowNode task, Kind kind, PrecedingSteps preceding, ParallelGateways parallel) {
        String problem = preceding.problemOf(kind);
        if (problem != null) {
            model.report(task, problem);
        }
        if (kind == Kind.PIVOT && parallel.isInBranch(task)) {
            model.report(
                    task,
                    "A pivot can't run in parallel with other steps."
                            + " Move the pivot before the parallel gateway or after the join.");
        }
    }
}
