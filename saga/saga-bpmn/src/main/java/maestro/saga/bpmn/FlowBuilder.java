package maestro.saga.bpmn;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import maestro.saga.flow.Node;
import maestro.saga.flow.Node.Branch;
import maestro.saga.flow.Node.Choice;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Failure;
import maestro.saga.flow.Node.Fork;
import maestro.saga.flow.Node.Join;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Step;
import org.operaton.bpm.model.bpmn.instance.EndEvent;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;

/**
 * Builds the nodes of a flow from a graph without problems. Successors are built first, because each node holds them.
 */
final class FlowBuilder {

    private final FlowGraph graph;
    private final Map<FlowNode, Step> steps;
    private final NormalFlow normalFlow;
    private final ExclusiveGateways gateways;
    private final Map<FlowNode, Node> built = new HashMap<>();

    FlowBuilder(FlowGraph graph, Map<FlowNode, Step> steps, NormalFlow normalFlow, ExclusiveGateways gateways) {
        this.graph = graph;
        this.steps = steps;
        this.normalFlow = normalFlow;
        this.gateways = gateways;
    }

    /** Returns the start of the flow. */
    Node build(List<FlowNode> order) {
        for (FlowNode node : order.reversed()) {
            built.put(node, build(node));
        }
        return built(order.getFirst());
    }

    private Node build(FlowNode node) {
        if (node instanceof EndEvent end) {
            String reason = normalFlow.failureReason(end);
            return reason == null ? new End() : new Failure(reason);
        }
        Step step = steps.get(node);
        if (step != null) {
            return new Task(step, successor(node));
        }
        return graph.isJoin(node) ? new Join(node.getId(), graph.incoming(node).size(), split(node)) : split(node);
    }

    /** An element with one outgoing sequence flow needs no node: the result is its successor. */
    private Node split(FlowNode node) {
        if (graph.outgoing(node).size() == 1) {
            return successor(node);
        }
        if (graph.isFork(node)) {
            return new Fork(graph.successors(node).stream().map(this::built).toList());
        }
        SequenceFlow defaultFlow = requireNonNull(gateways.defaultFlow(node));
        List<Branch> branches = graph.outgoing(node).stream()
                .filter(flow -> !flow.equals(defaultFlow))
                .map(flow -> new Branch(requireNonNull(gateways.condition(flow)), built(graph.target(flow))))
                .toList();
        return new Choice(label(node), branches, built(graph.target(defaultFlow)));
    }

    private Node successor(FlowNode node) {
        return built(graph.successors(node).getFirst());
    }

    private Node built(FlowNode node) {
        return requireNonNull(built.get(node));
    }

    private static String label(FlowNode node) {
        String name = node.getName();
        return name == null || name.isBlank() ? node.getId() : name.strip();
    }
}
