package maestro.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import maestro.saga.flow.ConditionContext;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Node;
import maestro.saga.flow.Node.Choice;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Failure;
import maestro.saga.flow.Node.Fork;
import maestro.saga.flow.Node.Join;
import maestro.saga.flow.Node.Task;
import tools.jackson.databind.JsonNode;

/** The steps of a saga that completes. They are known in advance, because every receipt is. */
final class ExpectedPath {

    private final Flow flow;
    private final String id;
    private final Document input;
    private final Set<String> steps = new TreeSet<>();
    private final Map<String, Integer> arrivals = new HashMap<>();

    private ExpectedPath(Flow flow, String id, Document input) {
        this.flow = flow;
        this.id = id;
        this.input = input;
    }

    static Set<String> of(Flow flow, String id, Document input) {
        var path = new ExpectedPath(flow, id, input);
        path.enter(flow.start());
        return path.steps;
    }

    private void enter(Node node) {
        switch (node) {
            case Task task -> {
                steps.add(task.step().name());
                enter(task.then());
            }
            case Join join -> {
                if (arrivals.merge(join.id(), 1, Integer::sum) == join.arrivals()) {
                    enter(join.then());
                }
            }
            case Choice choice -> enter(choice.taken(new ConditionContext(input.json(), receipts(choice))));
            case Fork fork -> fork.branches().forEach(this::enter);
            case End _, Failure _ -> {}
        }
    }

    private Map<String, JsonNode> receipts(Choice choice) {
        var receipts = new TreeMap<String, JsonNode>();
        flow.before(choice).stream()
                .filter(steps::contains)
                .forEach(step -> receipts.put(step, SimulatedParticipant.receipt(step, id)));
        return receipts;
    }
}
