package maestro.choreography;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import maestro.contract.ChoreographyStyle;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The calls about purchases that came in here, orchestrated or not, by who made them: callers name themselves as {@code User-Agent}. In memory
 * only: a restart begins anew.
 */
class CallRecorder implements HandlerInterceptor {

    static final String AGENT = "maestro-";

    private static final int MOST_LATEST = 2_000;

    private final String service;
    private final InstantSource clock;
    private final Map<Edge, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final Deque<Call> latest = new ArrayDeque<>();

    CallRecorder(String service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    /**
     * An edge of the call graph.
     *
     * @param caller a service, or {@code client}
     * @param way {@code orchestrated}, {@code naive} or {@code careful}
     */
    record Edge(String caller, String callee, String action, String way) {}

    record Count(@JsonUnwrapped Edge edge, long calls) {}

    record Call(Instant at, String caller, String callee, String action, String purchase) {}

    /** @param failuresHeard how often this service was told of another's failure, by the way of the purchase */
    record Seen(List<Count> calls, Map<String, Long> failuresHeard) {}

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
        count(counts, new Edge(caller, service, action, way(purchase)));
        synchronized (latest) {
            latest.addLast(new Call(clock.instant(), caller, service, action, purchase));
            if (latest.size() > MOST_LATEST) {
                latest.removeFirst();
            }
        }
    }

    void heardOfFailure(String purchase) {
        count(failures, way(purchase));
    }

    Seen seen() {
        List<Count> calls = counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue().sum()))
                .toList();
        return new Seen(
                calls,
                failures.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().sum())));
    }

    /** The latest about one purchase, oldest first. */
    List<Call> about(String purchase) {
        synchronized (latest) {
            return latest.stream()
                    .filter(call -> call.purchase().equals(purchase))
                    .toList();
        }
    }

    private static <K> void count(Map<K, LongAdder> counts, K key) {
        counts.computeIfAbsent(key, _ -> new LongAdder()).increment();
    }

    private static String way(String purchase) {
        return ChoreographyStyle.of(purchase).map(ChoreographyStyle::toString).orElse("orchestrated");
    }
}
