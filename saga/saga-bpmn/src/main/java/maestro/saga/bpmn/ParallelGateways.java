package maestro.saga.bpmn;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.instance.EndEvent;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;

/**
 * Finds the parallel branch of each node and checks that forks and joins match. All branches of a fork must lead to the
 * same join, with one sequence flow each, and no other sequence flow can enter or leave a branch. Otherwise a join
 * could wait forever, or could not wait for a branch.
 */
final class ParallelGateways {

    private final FlowGraph graph;
    private final BpmnModel model;
    private final Map<SequenceFlow, Branch> branchOfFlow = new HashMap<>();
    private final Map<FlowNode, Branch> branchOfNode = new HashMap<>();
    private final Map<FlowNode, Set<FlowNode>> joinsOfFork = new HashMap<>();

    private ParallelGateways(FlowGraph graph, BpmnModel model) {
        this.graph = graph;
        this.model = model;
    }

    /** @param order the reachable nodes in topological order */
    static ParallelGateways of(FlowGraph graph, List<FlowNode> order, BpmnModel model) {
        var gateways = new ParallelGateways(graph, model);
        order.forEach(gateways::visit);
        gateways.joinsOfFork.forEach(gateways::checkJoins);
        return gateways;
    }

    boolean isInBranch(FlowNode node) {
        return branchOfNode.getOrDefault(node, Branch.NONE).fork != null;
    }

    private void visit(FlowNode node) {
        List<Branch> incoming = graph.incoming(node).stream()
                .map(branchOfFlow::get)
                .filter(Objects::nonNull)
                .toList();
        Branch branch = graph.isJoin(node) ? join(node, incoming) : merge(node, incoming);
        branchOfNode.put(node, branch);
        boolean isFork = graph.isFork(node);
        if (isFork) {
            joinsOfFork.putIfAbsent(node, new HashSet<>());
        }
        List<SequenceFlow> flows = graph.outgoing(node);
        for (int i = 0; i < flows.size(); i++) {
            branchOfFlow.put(flows.get(i), isFork ? new Branch(node, i, branch) : branch);
        }
    }

    private Branch merge(FlowNode node, List<Branch> incoming) {
        if (Set.copyOf(incoming).size() > 1) {
            model.report(
                    node,
                    "Parallel branches meet at this element. Join the branches with a parallel gateway before it.");
        }
        Branch branch = incoming.isEmpty() ? Branch.NONE : incoming.getFirst();
        boolean endsProcess = node instanceof EndEvent && EventType.of(node) != EventType.ERROR;
        if (endsProcess && branch.fork != null) {
            model.report(
                    node,
                    "This event would end the process while another parallel branch is running."
                            + " Join the branches before the end event.");
        }
        return branch;
    }

    private Branch join(FlowNode node, List<Branch> incoming) {
        Set<@Nullable FlowNode> forks = new HashSet<>();
        incoming.forEach(branch -> forks.add(branch.fork));
        Branch first = incoming.isEmpty() ? Branch.NONE : incoming.getFirst();
        if (forks.size() > 1 || first.fork == null) {
            model.report(
                    node,
                    "The paths to this parallel gateway do not start at one parallel gateway, so it could wait forever."
                            + " Use an exclusive gateway, or join inner branches first.");
        } else if (Set.copyOf(incoming).size() < incoming.size()) {
            model.report(
                    node,
                    "Two sequence flows of the same branch lead to this parallel gateway, so it could wait forever."
                            + " Merge them with an exclusive gateway first.");
        }
        forks.stream()
                .filter(Objects::nonNull)
                .forEach(fork ->
                        joinsOfFork.computeIfAbsent(fork, _ -> new HashSet<>()).add(node));
        return first.outer == null ? Branch.NONE : first.outer;
    }

    private void checkJoins(FlowNode fork, Set<FlowNode> joins) {
        if (joins.size() != 1) {
            String ids = joins.stream()
                    .map(FlowNode::getId)
                    .map(String::valueOf)
                    .sorted()
                    .collect(joining(", "));
            model.report(
                    fork,
                    "All branches of this parallel gateway must meet at one other parallel gateway."
                            + (joins.isEmpty() ? " They do not meet." : " They meet at %s.".formatted(ids)));
        }
    }

    /** One of the branches of a fork. */
    private record Branch(
            @Nullable FlowNode fork, int index, @Nullable Branch outer) {
        static final Branch NONE = new Branch(null, 0, null);
    }
}
