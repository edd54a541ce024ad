package maestro.saga.bpmn;

import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.instance.EndEvent;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.ParallelGateway;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;

/**
 * In which branch each node lies. A parallel gateway's branches all lead to one and the same join, by one sequence flow each, and
 * nothing leads into a branch or out of it: else a join would wait for what never comes, or wouldn't wait for what does.
 */
final class Parallels {

    private final Graph graph;
    private final Model model;
    private final Problems problems;
    private final Map<SequenceFlow, Branch> ofFlow = new HashMap<>();
    private final Map<FlowNode, Branch> ofNode = new HashMap<>();
    private final Map<FlowNode, Set<FlowNode>> joins = new HashMap<>();

    private Parallels(Graph graph, Model model, Problems problems) {
        this.graph = graph;
        this.model = model;
        this.problems = problems;
    }

    /** @param order what is reached, without a loop */
    static Parallels of(Graph graph, List<FlowNode> order, Model model, Problems problems) {
        var parallels = new Parallels(graph, model, problems);
        order.forEach(parallels::enter);
        parallels.joins.forEach(parallels::checkJoins);
        return parallels;
    }

    boolean isInBranch(FlowNode node) {
        return branch(node).fork != null;
    }

    boolean areNone() {
        return joins.isEmpty();
    }

    private Branch branch(FlowNode node) {
        return ofNode.getOrDefault(node, Branch.NONE);
    }

    private void enter(FlowNode node) {
        List<Branch> from = graph.in(node).stream()
                .map(ofFlow::get)
                .filter(branch -> branch != null)
                .toList();
        boolean isJoin = node instanceof ParallelGateway && graph.in(node).size() > 1;
        Branch branch = isJoin ? join(node, from) : merge(node, from);
        ofNode.put(node, branch);
        leave(node, branch);
    }

    private Branch merge(FlowNode node, List<Branch> from) {
        if (Set.copyOf(from).size() > 1) {
            problems.add(
                    model.place(node),
                    "Branches that run at the same time meet here: join them by a parallel gateway before.");
        }
        Branch branch = from.isEmpty() ? Branch.NONE : from.getFirst();
        boolean endsAll = node instanceof EndEvent && Events.of(node) != Events.ERROR;
        if (endsAll && branch.fork != null) {
            problems.add(
                    model.place(node),
                    "The process would end while another branch runs: join the branches before this end event.");
        }
        return branch;
    }

    private Branch join(FlowNode node, List<Branch> from) {
        Set<@Nullable FlowNode> forks = new HashSet<>();
        from.forEach(branch -> forks.add(branch.fork));
        Branch first = from.isEmpty() ? Branch.NONE : from.getFirst();
        if (forks.size() > 1 || first.fork == null) {
            problems.add(
                    model.place(node),
                    "What leads to this parallel gateway doesn't begin at one parallel gateway, so that it might wait for ever:"
                            + " use an exclusive gateway, or join inner branches first.");
        } else if (Set.copyOf(from).size() < from.size()) {
            problems.add(
                    model.place(node),
                    "Two sequence flows of one branch lead to this parallel gateway, so that it might wait for ever: merge them"
                            + " by an exclusive gateway before.");
        }
        forks.forEach(fork -> {
            if (fork != null) {
                joins.computeIfAbsent(fork, _ -> new HashSet<>()).add(node);
            }
        });
        return first.outer == null ? Branch.NONE : first.outer;
    }

    private void leave(FlowNode node, Branch branch) {
        List<SequenceFlow> flows = graph.out(node);
        boolean isFork = node instanceof ParallelGateway && flows.size() > 1;
        if (isFork) {
            joins.putIfAbsent(node, new HashSet<>());
        }
        for (int i = 0; i < flows.size(); i++) {
            ofFlow.put(flows.get(i), isFork ? new Branch(node, i, branch) : branch);
        }
    }

    private void checkJoins(FlowNode fork, Set<FlowNode> found) {
        if (found.size() != 1) {
            String joins = found.isEmpty()
                    ? "none"
                    : found.stream()
                            .map(join -> String.valueOf(join.getId()))
                            .collect(toSet())
                            .toString();
            problems.add(
                    model.place(fork),
                    "The branches of this parallel gateway have to meet at one other parallel gateway, but there is %s.",
                    joins);
        }
    }

    private record Branch(
            @Nullable FlowNode fork, int index, @Nullable Branch outer) {
        static final Branch NONE = new Branch(null, 0, null);
    }
}
