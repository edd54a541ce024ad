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
import maestro.compare.Customer.Told;
import maestro.compare.Customer.Whereabouts;
import maestro.compare.Fault.Kind;
import maestro.stack.Basket;
import maestro.stack.Http;
import maestro.stack.Service;
import maestro.stack.Stack;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All trials in one way, one purchase after another, so that each fault strikes the purchase that it is meant for. Then the orchestrator reads from
 * the participants' books what is left.
 */
public final class Comparison {

    private static final int WARM_UP = 100;
    private static final int RETURNED = 3;
    private static final int LINE_EVERY_MS = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Stack stack;
    private final Way way;
    private final Consumer<String> progress;
    private final Customer customer;
    private final CallGraph graph;
    private final Map<String, Trial> bought = new LinkedHashMap<>();
    private final List<String> completed = new ArrayList<>();
    private final List<Duration> undisturbed = new ArrayList<>();
    private Duration slowest = Duration.ZERO;
    private int toldWrongly;
    private int asked;

    private Comparison(Stack stack, Way way, Consumer<String> progress) {
        this.stack = stack;
        this.way = way;
        this.progress = progress;
        this.customer = Customer.of(way, stack);
        this.graph = new CallGraph(stack, way);
    }

    /** All ways in turn, so that none is measured at colder services than another. */
    static void warmUp(Stack stack) {
        List<Customer> customers =
                Arrays.stream(Way.values()).map(way -> Customer.of(way, stack)).toList();
        for (int i = 0; i < WARM_UP; i++) {
            customers.forEach(customer -> customer.buy(Basket.oneBook()));
        }
    }

    public static Figures of(Way way, List<Trial> trials, Stack stack, Consumer<String> progress) {
        return new Comparison(stack, way, progress).run(trials);
    }

    private Figures run(List<Trial> trials) {
        long nextLine = System.currentTimeMillis() + LINE_EVERY_MS;
        for (int i = 0; i < trials.size(); i++) {
            if (System.currentTimeMillis() > nextLine) {
                progress.accept("%-13s %d of %d".formatted(way, i, trials.size()));
                nextLine += LINE_EVERY_MS;
            }
            attempt(trials.get(i));
        }
        graph.collect();
        long calls = graph.calls();
        int edges = graph.edges();
        var failuresHeard = Map.copyOf(graph.failuresHeard());
        List<Left> left = left();
        completed.stream().limit(RETURNED).forEach(customer::giveBack);
        graph.collect();
        undisturbed.sort(null);
        return new Figures(
                completed.size(),
                trials.size() - completed.size() - left.size(),
                left.stream().map(this::tale).toList(),
                kinds(left),
                toldWrongly,
                calls,
                edges,
                graph.edges(),
                failuresHeard,
                asked,
                undisturbed,
                slowest);
    }

    private void attempt(Trial trial) {
        Fault fault = trial.fault();
        if (fault != null) {
            stack.participant(fault.step()).breaks(fault.json());
        }
        String crashing = trial.crashing();
        if (crashing != null) {
            graph.collect();
        }
        Thread keeper = crashing == null ? null : bringBackOnce(stack.service(crashing));
        long began = System.nanoTime();
        Told told = buy(trial);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (keeper != null && crashing != null) {
            join(keeper);
            graph.crashed(crashing);
        }
        String id = told.id() == null ? customer.findLost() : told.id();
        if (fault != null) {
            settle(fault, id);
        }
        note(trial, told, id, took);
    }

    private Told buy(Trial trial) {
        try {
            return customer.buy(trial.basket());
        } catch (UncheckedIOException silence) {
            return new Told(null, false);
        }
    }

    private static Thread bringBackOnce(Service service) {
        return Thread.startVirtualThread(() -> {
            Awaitility.await(service.name() + " crashes").atMost(PATIENCE).until(service::isDown);
            service.bringBack();
        });
    }

    private static void join(Thread keeper) {
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No fault, and nothing that comes late, reaches into the next trial. */
    private void settle(Fault fault, @Nullable String id) {
        stack.participant(fault.step()).clearFaults();
        if (fault.kind() == Kind.LATE && way != Way.ORCHESTRATED && id != null) {
            String last = Stack.STEPS.getLast();
            Awaitility.await("what comes late")
                    .atMost(PATIENCE)
                    .until(() -> stack.participant(last).entry(id).isPresent());
        }
    }

    private void note(Trial trial, Told told, @Nullable String id, Duration took) {
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        if (trial.isUndisturbed()) {
            undisturbed.add(took);
        }
        if (id == null) {
            return;
        }
        bought.put(id, trial);
        Whereabouts found = customer.find(id);
        asked = found.asked();
        if (found.isComplete()) {
            completed.add(id);
        } else if (trial.isUndisturbed()) {
            throw new IllegalStateException("nothing disturbed %s, and it isn't complete".formatted(id));
        }
        boolean wasTold = told.id() != null;
        toldWrongly += wasTold && told.isCompleted() != found.isComplete() ? 1 : 0;
    }

    private List<Left> left() {
        Http orchestrator = new Http(stack.shop().url());
        return way == Way.ORCHESTRATED
                ? violated(orchestrator.get("/audit").ok().json())
                : halfDone(orchestrator.get("/audit/choreography").ok().json());
    }

    private List<Left> violated(JsonNode audit) {
        return audit.path("violations")
                .valueStream()
                .map(violation -> violation.path("purchase").asString(""))
                .filter(bought::containsKey)
                .distinct()
                .map(id -> new Left(id, List.of(), List.of()))
                .toList();
    }

    private List<Left> halfDone(JsonNode audit) {
        return audit.path("halfDone")
                .valueStream()
                .filter(each -> bought.containsKey(each.path("purchase").stringValue()))
                .map(each -> new Left(
                        each.path("purchase").stringValue(), words(each.path("kinds")), words(each.path("held"))))
                .toList();
    }

    private static List<String> words(JsonNode array) {
        return array.valueStream()
                .map(each -> each.stringValue().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList();
    }

    private static Map<String, Integer> kinds(List<Left> left) {
        Map<String, Integer> kinds = new TreeMap<>();
        left.forEach(each -> each.kinds().forEach(kind -> kinds.merge(kind, 1, Integer::sum)));
        return kinds;
    }

    private String tale(Left left) {
        return left.tale(Objects.requireNonNull(bought.get(left.purchase())), way);
    }
}
