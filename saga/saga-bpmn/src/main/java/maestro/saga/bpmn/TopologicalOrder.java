package maestro.saga.bpmn;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;

/** The reachable nodes of a graph, each after its predecessors. */
final class TopologicalOrder {

    private final FlowGraph graph;
    private final BpmnModel model;
    private final ArrayDeque<FlowNode> nodes = new ArrayDeque<>();
    private final Set<FlowNode> visited = new HashSet<>();
    private final Set<FlowNode> onPath = new HashSet<>();
    private boolean hasLoop;

    private TopologicalOrder(FlowGraph graph, BpmnModel model) {
        this.graph = graph;
        this.model = model;
    }

    /** Reports each sequence flow that closes a loop. */
    static TopologicalOrder of(FlowGraph graph, List<FlowNode> starts, BpmnModel model) {
        var order = new TopologicalOrder(graph, model);
        starts.forEach(order::visit);
        return order;
    }

    private void visit(FlowNode node) {
        if (!visited.add(node)) {
            return;
        }
        onPath.add(node);
        // Nodes are added at the front, so that the reversed iteration keeps the order of the sequence flows.
        for (SequenceFlow flow : graph.outgoing(node).reversed()) {
            FlowNode target = graph.target(flow);
            if (onPath.contains(target)) {
                hasLoop = true;
                model.report(
                        flow,
                        "This sequence flow closes a loop."
                                + " Connect it to a later element. A failed step is repeated without a loop.");
            }
            visit(target);
        }
        onPath.remove(node);
        nodes.addFirst(node);
    }

    List<FlowNode> nodes() {
        return List.copyOf(nodes);
    }

    boolean hasLoop() {
        return hasLoop;
    }
}
