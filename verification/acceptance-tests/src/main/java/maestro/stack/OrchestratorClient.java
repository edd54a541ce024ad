package maestro.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import maestro.stack.PurchaseView.Event;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** The orchestrator's API for clients and operators. */
public final class OrchestratorClient {

    private static final Duration FINAL_TIMEOUT = Duration.ofMinutes(1);
    private static final int PAGE = 500;

    private final String url;
    private final Http http;

    public OrchestratorClient(String url) {
        this.url = url;
        this.http = new Http(url);
    }

    public String url() {
        return url;
    }

    /** @param headers name, value, name, value */
    public HttpReply buy(PurchaseRequest request, String... headers) {
        return http.post("/purchases", request.json(), headers);
    }

    /** Starts a purchase without waiting for its end, and returns its id. */
    public String buyAsync(PurchaseRequest request) {
        return buy(request, "Prefer", "respond-async").purchase().id();
    }

    public HttpReply get(String path) {
        return http.get(path);
    }

    public PurchaseView purchase(String id) {
        return http.get("/purchases/" + id).ok().as(PurchaseView.class);
    }

    /** One page. */
    public List<PurchaseView> purchases(String query) {
        return http.get("/purchases?" + query).ok().asListOf(PurchaseView.class);
    }

    /** All pages. */
    public List<PurchaseView> allPurchases(String query) {
        List<PurchaseView> all = new ArrayList<>();
        String pageQuery = query.isEmpty() ? "limit=" + PAGE : query + "&limit=" + PAGE;
        List<PurchaseView> page = purchases(pageQuery);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = purchases(pageQuery + "&after=" + page.getLast().id());
        }
        return all;
    }

    public List<PurchaseView> openPurchases() {
        return purchases("status=RUNNING&status=UNDOING");
    }

    /** The number of purchases that run in this process. Another process may have adopted some of them. */
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

    public EventStreamReader eventStream(String id, String... headers) {
        return new EventStreamReader(http.open("/purchases/%s/events".formatted(id), headers));
    }

    public HttpReply cancel(String id, String reason) {
        return command(id, "cancel", reason);
    }

    public HttpReply runNow(String id, String reason) {
        return command(id, "run-now", reason);
    }

    public HttpReply resolve(String id, String reason) {
        return command(id, "resolve", reason);
    }

    /** The BPMN file of the newest version, with the version as its ETag. */
    public HttpReply flowFile() {
        return http.get("/flows/purchase.bpmn").ok();
    }

    /** @param headers name, value, name, value */
    public HttpReply deployFlow(String bpmn, String... headers) {
        return http.put("/flows/purchase.bpmn", bpmn, headers);
    }

    public HttpReply deleteFlowVersion(int version) {
        return http.delete("/flows/purchase/versions/" + version);
    }

    /** The audit of all participants. */
    public JsonNode audit() {
        return http.get("/audit").ok().json();
    }

    public PurchaseView awaitFinal(String id) {
        return await(id, PurchaseView::isFinal);
    }

    public PurchaseView awaitUndone(String id) {
        return await(id, PurchaseView::isUndone);
    }

    public PurchaseView awaitStepStatus(String id, String step, String status) {
        return await(id, purchase -> purchase.step(step).status().equals(status));
    }

    public PurchaseView await(String id, Predicate<PurchaseView> condition) {
        return Awaitility.await(id)
                .atMost(FINAL_TIMEOUT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> purchase(id), condition);
    }

    private HttpReply command(String id, String name, String reason) {
        return http.post(
                "/purchases/%s/%s".formatted(id, name), HttpReply.JSON.writeValueAsString(Map.of("reason", reason)));
    }
}
