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
import maestro.saga.flow.Node.Join;
import maestro.saga.flow.Node.Task;
import tools.jackson.databind.JsonNode;

/** The steps that a purchase comes by if all goes well, which is known beforehand: here every receipt is. */
final class Route {

    private final Flow flow;
    private final String id;
    private final Document purchase;
    private final Set<String> steps = new TreeSet<>();
    private final Map<String, Integer> arrived = new HashMap<>();

    private Route(Flow flow, String id, Document purchase) {
        this.flow = flow;
        this.id = id;
        this.purchase = purchase;
    }

    static Set<String> of(Flow flow, String id, Document purchase) {
        var route = new Route(flow, id, purchase);
        route.enter(flow.start());
        return route.steps;
    }

    private void enter(Node node) {
        switch (node) {
            case Task task -> {
                steps.add(task.step().name());
                enter(task.then());
            }
            case Join join -> {
                if (arrived.merge(join.id(), 1, Integer::sum) == join.arrivals()) {
                    enter(join.then());
                }
            }
            case Choice choice -> enter(choice.taken(new ConditionContext(purchase.json(), receipts(choice))));
            case Node.Fork fork -> fork.branches().forEach(this::enter);
            case Node.End _, Node.Failure _ -> {}
        }
    }

    private Map<String, JsonNode> receipts(Choice choice) {
        var receipts = new TreeMap<String, JsonNode>();
        flow.before(choice).stream()
                .filter(steps::contains)
                .forEach(step -> receipts.put(step, Service.receipt(step, id)));
        return receipts;
    }
}
