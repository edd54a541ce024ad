package maestro.saga.bpmn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import maestro.saga.flow.Node;
import maestro.saga.flow.Node.Branch;
import maestro.saga.flow.Node.Choice;
import maestro.saga.flow.Node.Condition;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Failure;
import maestro.saga.flow.Node.Fork;
import maestro.saga.flow.Node.Join;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Step;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.instance.EndEvent;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.ParallelGateway;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;

/** Turns a checked graph into nodes, last ones first: each knows what follows it. */
final class FlowBuilder {

    private final Graph graph;
    private final Map<FlowNode, Step> steps;
    private final Map<FlowNode, String> failures;
    private final Branches ways;
    private final Map<FlowNode, Node> built = new HashMap<>();

    FlowBuilder(Graph graph, Map<FlowNode, Step> steps, Map<FlowNode, String> failures, Branches ways) {
        this.graph = graph;
        this.steps = steps;
        this.failures = failures;
        this.ways = ways;
    }

    /** @return what the first of them leads to */
    Node build(List<FlowNode> order) {
        for (FlowNode node : order.reversed()) {
            built.put(node, build(node));
        }
        return node(order.getFirst());
    }

    private Node build(FlowNode node) {
        if (node instanceof EndEvent) {
            String why = failures.get(node);
            return why == null ? new End() : new Failure(why);
        }
        Step step = steps.get(node);
        if (step != null) {
            return new Task(step, then(node));
        }
        boolean isJoin = node instanceof ParallelGateway && graph.in(node).size() > 1;
        return isJoin ? new Join(node.getId(), graph.in(node).size(), onwards(node)) : onwards(node);
    }

    /** What comes out of a gateway; one that only merges vanishes. */
    private Node onwards(FlowNode node) {
        if (graph.out(node).size() == 1) {
            return then(node);
        }
        if (node instanceof ParallelGateway) {
            return new Fork(graph.next(node).stream().map(this::node).toList());
        }
        SequenceFlow otherwise = ways.otherwise(node);
        List<Branch> asked = graph.out(node).stream()
                .filter(flow -> !flow.equals(otherwise))
                .map(flow -> new Branch(condition(flow), node(graph.target(flow))))
                .toList();
        return new Choice(label(node), asked, node(target(otherwise)));
    }

    private Node then(FlowNode node) {
        return node(graph.next(node).getFirst());
    }

    private FlowNode target(@Nullable SequenceFlow flow) {
        if (flow == null) {
            throw new IllegalStateException("Only a checked graph is built");
        }
        return graph.target(flow);
    }

    private Condition condition(SequenceFlow flow) {
        Condition condition = ways.condition(flow);
        if (condition == null) {
            throw new IllegalStateException("Only a checked graph is built");
        }
        return condition;
    }

    private Node node(FlowNode node) {
        Node found = built.get(node);
        if (found == null) {
            throw new IllegalStateException("Only a checked graph is built");
        }
        return found;
    }

    private static String label(FlowNode node) {
        String name = node.getName();
        return name == null || name.isBlank() ? node.getId() : name.strip();
    }
}
