package maestro.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import maestro.stack.Saga.Event;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** The orchestrator, as clients and operators call it. */
public final class Shop {

    private static final Duration FINAL_LIMIT = Duration.ofMinutes(1);
    private static final int PAGE = 500;

    private final String url;
    private final Http http;

    public Shop(String url) {
        this.url = url;
        this.http = new Http(url);
    }

    public String url() {
        return url;
    }

    /** @param headers name, value, name, value */
    public Answer buy(Basket basket, String... headers) {
        return http.post("/purchases", basket.json(), headers);
    }

    /** Starts a purchase and doesn't wait for its end; tells its id. */
    public String startBuying(Basket basket) {
        return buy(basket, "Prefer", "respond-async").saga().id();
    }

    public Answer ask(String path) {
        return http.get(path);
    }

    public Saga get(String id) {
        return http.get("/purchases/" + id).ok().as(Saga.class);
    }

    public List<Saga> list(String query) {
        return http.get("/purchases?" + query).ok().asListOf(Saga.class);
    }

    /** All that the query finds, page by page. */
    public List<Saga> all(String query) {
        List<Saga> all = new ArrayList<>();
        String whole = query.isEmpty() ? "limit=" + PAGE : query + "&limit=" + PAGE;
        List<Saga> page = list(whole);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = list(whole + "&after=" + page.getLast().id());
        }
        return all;
    }

    public List<Saga> unfinished() {
        return list("status=RUNNING&status=UNDOING");
    }

    /** How many purchases it has in its hands, though they may be another one's by now. */
    public int inFlight() {
        return http.get("/actuator/metrics/maestro.purchases.in.flight")
                .ok()
                .json()
                .at("/measurements/0/value")
                .asInt();
    }

    public List<Event> history(String id) {
        return http.get("/purchases/%s/history".formatted(id)).ok().asListOf(Event.class);
    }

    public List<String> eventTypes(String id) {
        return history(id).stream().map(Event::type).toList();
    }

    public LiveEvents liveEvents(String id, String... headers) {
        return new LiveEvents(http.open("/purchases/%s/events".formatted(id), headers));
    }

    public Answer cancel(String id, String reason) {
        return act(id, "cancel", reason);
    }

    public Answer runNow(String id, String reason) {
        return act(id, "run-now", reason);
    }

    public Answer resolve(String id, String reason) {
        return act(id, "resolve", reason);
    }

    /** The flow as it is drawn, with the version as its ETag. */
    public Answer drawing() {
        return http.get("/flows/purchase.bpmn").ok();
    }

    /** @param headers name, value, name, value */
    public Answer deploy(String bpmn, String... headers) {
        return http.put("/flows/purchase.bpmn", bpmn, headers);
    }

    public Answer removeVersion(int version) {
        return http.delete("/flows/purchase/versions/" + version);
    }

    /** The audit over all six, once no purchase is under way. */
    public JsonNode audit() {
        return http.get("/audit").ok().json();
    }

    public Saga awaitFinal(String id) {
        return await(id, Saga::isFinal);
    }

    public Saga awaitUndone(String id) {
        return await(id, saga -> saga.status().equals("UNDONE"));
    }

    public Saga await(String id, Predicate<Saga> state) {
        return Awaitility.await(id)
                .atMost(FINAL_LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(id), state);
    }

    private Answer act(String id, String action, String reason) {
        return http.post(
                "/purchases/%s/%s".formatted(id, action), Answer.JSON.writeValueAsString(Map.of("reason", reason)));
    }
}
