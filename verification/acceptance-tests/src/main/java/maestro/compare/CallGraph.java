package maestro.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import maestro.stack.Http;
import maestro.stack.Stack;
import tools.jackson.databind.JsonNode;

/** The calls for purchases of one style, as the called services counted them. Calls of customers are excluded. */
final class CallGraph {

    private static final String FAILURES = "failures";

    private final Stack stack;
    private final Style style;

    /** The last counts of each service. */
    private final Map<String, Map<String, Long>> lastCounts = new HashMap<>();

    private final Map<String, Long> edges = new TreeMap<>();
    private final Map<String, Long> failuresReceived = new TreeMap<>();

    CallGraph(Stack stack, Style style) {
        this.stack = stack;
        this.style = style;
        collect();
        edges.clear();
        failuresReceived.clear();
    }

    /** Adds the calls since the last time. */
    void collect() {
        for (String step : Stack.PARTICIPANTS) {
            Map<String, Long> before = lastCounts.getOrDefault(step, Map.of());
            JsonNode recorded = new Http(stack.service(step).url())
                    .get("/choreography/calls")
                    .ok()
                    .json();
            Map<String, Long> counts = new HashMap<>();
            for (JsonNode call : recorded.path("calls")) {
                String caller = call.path("caller").stringValue();
                if (call.path("way").stringValue().equals(style.toString()) && !caller.equals("client")) {
                    counts.merge(edge(caller, step), call.path("calls").longValue(), Long::sum);
                }
            }
            counts.forEach((edge, calls) -> edges.merge(edge, calls - before.getOrDefault(edge, 0L), Long::sum));
            long failures = recorded.at("/failuresHeard/" + style).asLong(0);
            counts.put(FAILURES, failures);
            failuresReceived.merge(step, failures - before.getOrDefault(FAILURES, 0L), Long::sum);
            lastCounts.put(step, counts);
        }
        edges.values().removeIf(calls -> calls == 0);
        failuresReceived.values().removeIf(times -> times == 0);
    }

    /** Accounts for a crash: the service lost its counts, and did not count the call during which it crashed. */
    void addCrash(String step) {
        int index = Stack.PARTICIPANTS.indexOf(step);
        lastCounts.remove(step);
        if (style == Style.ORCHESTRATED) {
            edges.merge(edge(Stack.ORCHESTRATOR, step), 1L, Long::sum);
        } else if (index > 0) {
            edges.merge(edge(Stack.PARTICIPANTS.get(index - 1), step), 1L, Long::sum);
        }
    }

    private static String edge(String caller, String callee) {
        return caller + " -> " + callee;
    }

    int edges() {
        return edges.size();
    }

    long calls() {
        return edges.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The number of other services' failures that each service received. */
    Map<String, Long> failuresReceived() {
        return failuresReceived;
    }
}
