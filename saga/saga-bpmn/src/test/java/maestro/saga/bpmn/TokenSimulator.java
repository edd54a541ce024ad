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
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;

/**
 * Moves tokens through a flow once for each combination of choices, and reports violations of soundness: a join that
 * waits forever, a step that runs twice, an end while another token is active, or a step of a kind that is not allowed
 * at its position.
 */
final class TokenSimulator {

    private static final int MAX_COMBINATIONS = 4096;

    private final Flow flow;
    private final IdentityHashMap<Node, Boolean> visited = new IdentityHashMap<>();

    /** The number of combinations of the choices that were found before each choice. */
    private final IdentityHashMap<Node, Integer> divisors = new IdentityHashMap<>();

    private int combinations = 1;
    private final List<String> violations = new ArrayList<>();

    private TokenSimulator(Flow flow) {
        this.flow = flow;
        findChoices(flow.start());
    }

    /** Empty for a sound flow. */
    static List<String> violations(Flow flow) {
        var simulator = new TokenSimulator(flow);
        for (int i = 0; i < simulator.combinations; i++) {
            simulator.run(i);
        }
        return simulator.violations;
    }

    private void findChoices(Node node) {
        if (visited.put(node, true) == null) {
            if (node instanceof Choice) {
                divisors.put(node, combinations);
                combinations =
                        Math.min(MAX_COMBINATIONS, combinations * node.next().size());
            }
            node.next().forEach(this::findChoices);
        }
    }

    private Node taken(Choice choice, int combination) {
        int divisor = divisors.getOrDefault(choice, 1);
        return choice.next().get(combination / divisor % choice.next().size());
    }

    private void run(int combination) {
        Deque<Node> tokens = new ArrayDeque<>(List.of(flow.start()));
        Map<String, Integer> arrived = new HashMap<>();
        Set<String> done = new HashSet<>();
        boolean afterPivot = false;
        boolean failed = false;
        int ends = 0;
        while (!tokens.isEmpty()) {
            switch (tokens.pop()) {
                case Task task -> {
                    check(done.add(task.step().name()), task.step().name() + " runs twice");
                    checkKind(task.step(), afterPivot, tokens.isEmpty() && arrived.isEmpty());
                    afterPivot |= task.step().kind() == Kind.PIVOT;
                    tokens.push(task.then());
                }
                case Fork fork -> fork.branches().forEach(tokens::push);
                case Join join -> {
                    if (arrived.merge(join.id(), 1, Integer::sum) == join.arrivals()) {
                        arrived.remove(join.id());
                        tokens.push(join.then());
                    }
                }
                case Choice choice -> tokens.push(taken(choice, combination));
                case Failure _ -> {
                    check(!afterPivot, "an error end comes after the pivot");
                    failed = true;
                }
                case End _ -> {
                    ends++;
                    check(tokens.isEmpty() && arrived.isEmpty(), "the process ends while another token is active");
                }
            }
        }
        check(failed || arrived.isEmpty(), "joins wait forever: " + arrived);
        check(failed || ends == 1, "the number of ends is " + ends);
    }

    private void checkKind(Step step, boolean afterPivot, boolean isAlone) {
        switch (step.kind()) {
            case COMPENSATABLE -> check(!afterPivot, step.name() + " is compensatable after the pivot");
            case PIVOT -> {
                check(!afterPivot, step.name() + " is a second pivot");
                check(isAlone, "another token is active beside the pivot " + step.name());
            }
            case RETRIABLE -> check(afterPivot, step.name() + " is retriable before any pivot");
        }
    }

    private void check(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }
}
