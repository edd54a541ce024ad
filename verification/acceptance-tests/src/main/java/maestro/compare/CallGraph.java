package maestro.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import maestro.stack.Http;
import maestro.stack.Stack;
import tools.jackson.databind.JsonNode;

/** The calls that the services saw coming in for purchases of one way, told by the services themselves; customers' own are left out. */
final class CallGraph {

    private final Stack stack;
    private final Way way;
    private final Map<String, Map<String, Long>> seenBefore = new HashMap<>();
    private final Map<String, Long> edges = new TreeMap<>();
    private final Map<String, Long> failuresHeard = new TreeMap<>();

    CallGraph(Stack stack, Way way) {
        this.stack = stack;
        this.way = way;
        collect();
        edges.clear();
        failuresHeard.clear();
    }

    /** Adds what came in since the last time. */
    void collect() {
        for (String step : Stack.STEPS) {
            Map<String, Long> before = seenBefore.getOrDefault(step, Map.of());
            JsonNode seen = new Http(stack.service(step).url())
                    .get("/choreography/calls")
                    .ok()
                    .json();
            Map<String, Long> now = new HashMap<>();
            for (JsonNode call : seen.path("calls")) {
                String caller = call.path("caller").stringValue();
                if (call.path("way").stringValue().equals(way.toString()) && !caller.equals("client")) {
                    now.merge(edge(caller, step), call.path("calls").longValue(), Long::sum);
                }
            }
            now.forEach((edge, calls) -> edges.merge(edge, calls - before.getOrDefault(edge, 0L), Long::sum));
            long heard = seen.at("/failuresHeard/" + way).asLong(0);
            now.put("failures", heard);
            failuresHeard.merge(step, heard - before.getOrDefault("failures", 0L), Long::sum);
            seenBefore.put(step, now);
        }
        edges.values().removeIf(calls -> calls == 0);
        failuresHeard.values().removeIf(times -> times == 0);
    }

    /** It has forgotten what it saw, the call that it died of too. */
    void crashed(String step) {
        int place = Stack.STEPS.indexOf(step);
        seenBefore.remove(step);
        if (way == Way.ORCHESTRATED) {
            edges.merge(edge(Stack.ORCHESTRATOR, step), 1L, Long::sum);
        } else if (place > 0) {
            edges.merge(edge(Stack.STEPS.get(place - 1), step), 1L, Long::sum);
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

    /** By service, how often another one's failure came to it. */
    Map<String, Long> failuresHeard() {
        return failuresHeard;
    }
}
