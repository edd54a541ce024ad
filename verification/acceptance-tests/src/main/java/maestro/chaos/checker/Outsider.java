package maestro.chaos.checker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import maestro.chaos.checker.Evidence.Outside;
import maestro.stack.Participant.Entry;
import maestro.stack.Saga;
import maestro.stack.Stack;
import tools.jackson.databind.JsonNode;

/** Asks the services over HTTP, as anybody may. */
public final class Outsider {

    private static final int ALL = 1_000_000;

    private final Stack stack;

    public Outsider(Stack stack) {
        this.stack = stack;
    }

    public Map<String, Long> onHand() {
        return new TreeMap<>(stack.totals().onHand());
    }

    public Outside look() {
        Map<String, List<Entry>> listings = new HashMap<>();
        stack.participants().forEach((step, participant) -> listings.put(step, participant.entries("", ALL)));
        return new Outside(
                stack.shop().all("").stream().collect(Collectors.toMap(Saga::id, Saga::status)),
                listings,
                stack.totals(),
                stack.shop()
                        .audit()
                        .path("violations")
                        .valueStream()
                        .map(JsonNode::toString)
                        .toList());
    }
}
