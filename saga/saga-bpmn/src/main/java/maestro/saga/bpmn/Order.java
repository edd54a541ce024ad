package maestro.saga.bpmn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;

/** The nodes that are reached, each after all that lead to it. */
final class Order {

    private final Graph graph;
    private final Model model;
    private final Problems problems;
    private final ArrayDeque<FlowNode> nodes = new ArrayDeque<>();
    private final Set<FlowNode> seen = new HashSet<>();
    private final Set<FlowNode> onTheWay = new HashSet<>();
    private boolean hasLoop;

    private Order(Graph graph, Model model, Problems problems) {
        this.graph = graph;
        this.model = model;
        this.problems = problems;
    }

    static Order of(Graph graph, List<FlowNode> starts, Model model, Problems problems) {
        var order = new Order(graph, model, problems);
        starts.forEach(order::visit);
        return order;
    }

    private void visit(FlowNode node) {
        if (!seen.add(node)) {
            return;
        }
        onTheWay.add(node);
        // Backwards, so that what is drawn first comes first.
        for (SequenceFlow flow : graph.out(node).reversed()) {
            FlowNode target = graph.target(flow);
            if (onTheWay.contains(target)) {
                hasLoop = true;
                problems.add(
                        model.place(flow),
                        "It closes a loop: lead it to something later. A step that fails is tried again without one.");
            }
            visit(target);
        }
        onTheWay.remove(node);
        nodes.addFirst(node);
    }

    List<FlowNode> nodes() {
        return new ArrayList<>(nodes);
    }

    boolean hasLoop() {
        return hasLoop;
    }
}
