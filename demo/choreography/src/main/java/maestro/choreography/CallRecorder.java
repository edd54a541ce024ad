package maestro.choreography;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import maestro.contract.ChoreographyStyle;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Records the incoming calls about purchases, orchestrated or not, by caller. A caller identifies itself in the header
 * {@code User-Agent}. The records are kept in memory: a restart clears them.
 */
class CallRecorder implements HandlerInterceptor {

    static final String AGENT = "maestro-";

    private static final int MAX_RECENT_CALLS = 2_000;

    private final String service;
    private final Map<Edge, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final Deque<Call> recent = new ArrayDeque<>();

    CallRecorder(String service) {
        this.service = service;
    }

    /**
     * An edge of the call graph.
     *
     * @param caller a service, or {@code client}
     * @param style {@code orchestrated}, {@code naive} or {@code careful}
     */
    record Edge(
            String caller,
            String callee,
            String action,
            @JsonProperty("way") String style) {}

    record Count(@JsonUnwrapped Edge edge, long calls) {}

    record Call(Instant at, String caller, String callee, String action, String purchase) {}

    /** @param failures number of failures that this service received from its peers, by {@link Edge#style} */
    record Summary(
            List<Count> calls,
            @JsonProperty("failuresHeard") Map<String, Long> failures) {}

    String service() {
        return service;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String path = request.getRequestURI();
        var variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        String action = path.substring(path.lastIndexOf('/') + 1);
        String purchase = variables == null ? "" : String.valueOf(variables.get("id"));
        record(caller(request), action, purchase);
        return true;
    }

    private static String caller(HttpServletRequest request) {
        String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        return agent.startsWith(AGENT) ? agent.substring(AGENT.length()) : "client";
    }

    void record(String caller, String action, String purchase) {
        increment(counts, new Edge(caller, service, action, style(purchase)));
        synchronized (recent) {
            recent.addLast(new Call(Instant.now(), caller, service, action, purchase));
            if (recent.size() > MAX_RECENT_CALLS) {
                recent.removeFirst();
            }
        }
    }

    void recordFailure(String purchase) {
        increment(failures, style(purchase));
    }

    Summary summary() {
        return new Summary(
                counts.entrySet().stream()
                        .map(count -> new Count(count.getKey(), count.getValue().sum()))
                        .toList(),
                failures.entrySet().stream()
                        .collect(toMap(Entry::getKey, count -> count.getValue().sum())));
    }

    /** The recent calls about one purchase, oldest first. */
    List<Call> calls(String purchase) {
        synchronized (recent) {
            return recent.stream()
                    .filter(call -> call.purchase().equals(purchase))
                    .toList();
        }
    }

    private static <K> void increment(Map<K, LongAdder> counts, K key) {
        counts.computeIfAbsent(key, _ -> new LongAdder()).increment();
    }

    private static String style(String purchase) {
        return ChoreographyStyle.of(purchase).map(ChoreographyStyle::toString).orElse("orchestrated");
    }
}
