package maestro.compare;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import maestro.compare.Fault.Kind;
import maestro.compare.PurchaseClient.BuyResult;
import maestro.compare.PurchaseClient.Location;
import maestro.stack.Http;
import maestro.stack.PurchaseRequest;
import maestro.stack.Stack;
import maestro.stack.StackService;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes all purchases in one style, one after another, so that each fault affects only its own purchase. The
 * orchestrator's audit then reports the half-done purchases.
 */
public final class Comparison {

    private static final int WARM_UP_PURCHASES = 100;
    private static final int RETURNS = 3;
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Stack stack;
    private final Style style;
    private final Consumer<String> progress;
    private final PurchaseClient client;
    private final CallGraph graph;
    private final Map<String, PlannedPurchase> bought = new LinkedHashMap<>();
    private final List<String> completed = new ArrayList<>();
    private final List<Duration> undisturbed = new ArrayList<>();
    private Duration slowest = Duration.ZERO;
    private int wrongReplies;
    private int callsToLocate;

    private Comparison(Stack stack, Style style, Consumer<String> progress) {
        this.stack = stack;
        this.style = style;
        this.progress = progress;
        this.client = PurchaseClient.of(style, stack);
        this.graph = new CallGraph(stack, style);
    }

    /** Warms up the services with all styles, so that the order of the styles does not affect the response times. */
    static void warmUp(Stack stack) {
        List<PurchaseClient> clients = Arrays.stream(Style.values())
                .map(style -> PurchaseClient.of(style, stack))
                .toList();
        for (int i = 0; i < WARM_UP_PURCHASES; i++) {
            clients.forEach(client -> client.buy(PurchaseRequest.oneBook()));
        }
    }

    public static ComparisonResult run(
            Style style, List<PlannedPurchase> purchases, Stack stack, Consumer<String> progress) {
        return new Comparison(stack, style, progress).run(purchases);
    }

    private ComparisonResult run(List<PlannedPurchase> purchases) {
        long lastProgress = System.nanoTime();
        for (int i = 0; i < purchases.size(); i++) {
            if (System.nanoTime() - lastProgress > PROGRESS_INTERVAL.toNanos()) {
                progress.accept("%-13s %d of %d".formatted(style, i, purchases.size()));
                lastProgress = System.nanoTime();
            }
            make(purchases.get(i));
        }
        graph.collect();
        long calls = graph.calls();
        int edges = graph.edges();
        var failuresReceived = Map.copyOf(graph.failuresReceived());
        List<HalfDonePurchase> halfDone = halfDone();
        completed.stream().limit(RETURNS).forEach(client::returnPurchase);
        graph.collect();
        undisturbed.sort(null);
        return new ComparisonResult(
                completed.size(),
                purchases.size() - completed.size() - halfDone.size(),
                halfDone.stream().map(this::describe).toList(),
                countKinds(halfDone),
                wrongReplies,
                calls,
                edges,
                graph.edges(),
                failuresReceived,
                callsToLocate,
                undisturbed,
                slowest);
    }

    private void make(PlannedPurchase planned) {
        Fault fault = planned.fault();
        if (fault != null) {
            stack.participant(fault.step()).armFault(fault.json());
        }
        String crashing = planned.crashingService();
        if (crashing != null) {
            graph.collect();
        }
        Thread restart = crashing == null ? null : restartAfterCrash(stack.service(crashing));
        long start = System.nanoTime();
        BuyResult result = buy(planned);
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        if (restart != null && crashing != null) {
            join(restart);
            graph.addCrash(crashing);
        }
        String id = result.id() == null ? client.findUnanswered() : result.id();
        if (fault != null) {
            clear(fault, id);
        }
        record(planned, result, id, duration);
    }

    private BuyResult buy(PlannedPurchase planned) {
        try {
            return client.buy(planned.request());
        } catch (UncheckedIOException noReply) {
            return new BuyResult(null, false);
        }
    }

    private static Thread restartAfterCrash(StackService service) {
        return Thread.startVirtualThread(() -> {
            Awaitility.await(service.name() + " crashes").atMost(TIMEOUT).until(service::isDown);
            service.ensureRunning();
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Clears the fault and waits for late effects, so that the next purchase is not affected. */
    private void clear(Fault fault, @Nullable String id) {
        stack.participant(fault.step()).clearFaults();
        if (fault.kind() == Kind.LATE && style != Style.ORCHESTRATED && id != null) {
            String last = Stack.PARTICIPANTS.getLast();
            Awaitility.await("late effects")
                    .atMost(TIMEOUT)
                    .until(() -> stack.participant(last).entry(id).isPresent());
        }
    }

    private void record(PlannedPurchase planned, BuyResult result, @Nullable String id, Duration duration) {
        slowest = duration.compareTo(slowest) > 0 ? duration : slowest;
        if (planned.isUndisturbed()) {
            undisturbed.add(duration);
        }
        if (id == null) {
            return;
        }
        bought.put(id, planned);
        Location location = client.locate(id);
        callsToLocate = location.calls();
        if (location.isComplete()) {
            completed.add(id);
        } else if (planned.isUndisturbed()) {
            throw new IllegalStateException("%s had no fault, but is not complete".formatted(id));
        }
        boolean hadReply = result.id() != null;
        wrongReplies += hadReply && result.isCompleted() != location.isComplete() ? 1 : 0;
    }

    private List<HalfDonePurchase> halfDone() {
        Http orchestrator = new Http(stack.orchestrator().url());
        return style == Style.ORCHESTRATED
                ? violations(orchestrator.get("/audit").ok().json())
                : halfDone(orchestrator.get("/audit/choreography").ok().json());
    }

    private List<HalfDonePurchase> violations(JsonNode audit) {
        return audit.path("violations")
                .valueStream()
                .map(violation -> violation.path("purchase").asString(""))
                .filter(bought::containsKey)
                .distinct()
                .map(id -> new HalfDonePurchase(id, List.of(), List.of()))
                .toList();
    }

    private List<HalfDonePurchase> halfDone(JsonNode audit) {
        return audit.path("halfDone")
                .valueStream()
                .filter(each -> bought.containsKey(each.path("purchase").stringValue()))
                .map(each -> new HalfDonePurchase(
                        each.path("purchase").stringValue(), words(each.path("kinds")), words(each.path("held"))))
                .toList();
    }

    private static List<String> words(JsonNode array) {
        return array.valueStream()
                .map(each -> each.stringValue().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList();
    }

    private static Map<String, Integer> countKinds(List<HalfDonePurchase> purchases) {
        Map<String, Integer> counts = new TreeMap<>();
        purchases.forEach(each -> each.kinds().forEach(kind -> counts.merge(kind, 1, Integer::sum)));
        return counts;
    }

    private String describe(HalfDonePurchase purchase) {
        return purchase.describe(Objects.requireNonNull(bought.get(purchase.id())), style);
    }
}
