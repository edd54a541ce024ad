package maestro.saga.bpmn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Node;
import maestro.saga.flow.Node.Choice;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Failure;
import maestro.saga.flow.Node.Fork;
import maestro.saga.flow.Node.Join;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Step.Kind;

/**
 * Moves tokens through a flow, once for each combination of choices, and says what goes wrong: a join that waits for ever, a step
 * that is done twice, an end while another token is on its way, an undo that would be needed and isn't there. It knows nothing of
 * how a flow is read.
 */
final class Walker {

    private static final int MOST_COMBINATIONS = 4096;

    private final Flow flow;
    private final IdentityHashMap<Node, Boolean> seen = new IdentityHashMap<>();

    /** How many combinations of the choices before there are, by choice. */
    private final IdentityHashMap<Node, Integer> ranks = new IdentityHashMap<>();

    private int combinations = 1;
    private final List<String> faults = new ArrayList<>();

    private Walker(Flow flow) {
        this.flow = flow;
        find(flow.start());
    }

    /** Empty for a sound flow. */
    static List<String> faults(Flow flow) {
        var walker = new Walker(flow);
        for (int i = 0; i < walker.combinations; i++) {
            walker.walk(i);
        }
        return walker.faults;
    }

    private void find(Node node) {
        if (seen.put(node, true) == null) {
            if (node instanceof Choice) {
                ranks.put(node, combinations);
                combinations =
                        Math.min(MOST_COMBINATIONS, combinations * node.next().size());
            }
            node.next().forEach(this::find);
        }
    }

    private Node taken(Choice choice, int combination) {
        int rank = ranks.getOrDefault(choice, 1);
        return choice.next().get(combination / rank % choice.next().size());
    }

    private void walk(int combination) {
        Deque<Node> tokens = new ArrayDeque<>(List.of(flow.start()));
        Map<String, Integer> waiting = new HashMap<>();
        Set<String> done = new HashSet<>();
        boolean pastPivot = false;
        boolean failed = false;
        int ends = 0;
        while (!tokens.isEmpty()) {
            switch (tokens.pop()) {
                case Task task -> {
                    Kind kind = task.step().kind();
                    fault(!done.add(task.step().name()), "%s is done twice".formatted(task.step()));
                    fault(kind == Kind.COMPENSATABLE && pastPivot, "%s after the pivot".formatted(task.step()));
                    fault(kind == Kind.RETRIABLE && !pastPivot, "%s before any pivot".formatted(task.step()));
                    fault(kind == Kind.PIVOT && pastPivot, "%s is a second pivot".formatted(task.step()));
                    fault(kind == Kind.PIVOT && !tokens.isEmpty(), "something runs beside %s".formatted(task.step()));
                    fault(kind == Kind.PIVOT && !waiting.isEmpty(), "a join waits beside %s".formatted(task.step()));
                    pastPivot |= kind == Kind.PIVOT;
                    tokens.push(task.then());
                }
                case Fork fork -> fork.branches().forEach(tokens::push);
                case Join join -> {
                    if (waiting.merge(join.id(), 1, Integer::sum) == join.arrivals()) {
                        waiting.remove(join.id());
                        tokens.push(join.then());
                    }
                }
                case Choice choice -> tokens.push(taken(choice, combination));
                case Failure _ -> {
                    fault(pastPivot, "it fails after the pivot");
                    failed = true;
                }
                case End _ -> {
                    ends++;
                    fault(!tokens.isEmpty() || !waiting.isEmpty(), "it ends while another token is on its way");
                }
            }
        }
        fault(!failed && !waiting.isEmpty(), "joins wait for ever: %s".formatted(waiting));
        fault(!failed && ends != 1, "it ends %d times".formatted(ends));
    }

    private void fault(boolean is, String what) {
        if (is) {
            faults.add(what);
        }
    }
}
