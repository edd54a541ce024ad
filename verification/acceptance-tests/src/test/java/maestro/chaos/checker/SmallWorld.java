package maestro.chaos.checker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import maestro.chaos.checker.Evidence.Book;
import maestro.chaos.checker.Evidence.Course;
import maestro.chaos.checker.Evidence.Customer;
import maestro.chaos.checker.Evidence.Deed;
import maestro.chaos.checker.Evidence.Fence;
import maestro.chaos.checker.Evidence.Goods;
import maestro.chaos.checker.Evidence.Invoices;
import maestro.chaos.checker.Evidence.Outside;
import maestro.chaos.checker.Evidence.Purchase;
import maestro.chaos.checker.Evidence.Shelf;
import maestro.chaos.checker.Evidence.Told;
import maestro.chaos.checker.Evidence.Told.What;
import maestro.stack.Answer;
import maestro.stack.Participant.Entry;
import maestro.stack.Saga.Event;
import maestro.stack.Stack;
import maestro.stack.Totals;

/** Four purchases of two mugs, one of each sort, and all that is left of them: right, until a test changes something. */
final class SmallWorld {

    static final List<String> KEPT = List.of(
            "ACCEPTED",
            "DO_DONE checkout",
            "DO_DONE payment",
            "DO_DONE stock",
            "DO_UNKNOWN cd",
            "DO_DONE cd",
            "DO_DONE invoice",
            "DO_DONE shipping",
            "COMPLETED");
    static final List<String> REFUSED = List.of(
            "ACCEPTED",
            "DO_DONE checkout",
            "DO_DONE payment",
            "DO_DONE stock",
            "DO_REFUSED cd",
            "UNDOING",
            "UNDO_DONE cd NONE",
            "UNDO_DONE stock REVERSED",
            "UNDO_DONE payment REVERSED",
            "UNDO_DONE checkout REVERSED",
            "UNDONE");
    static final List<String> RECOVERED = List.of(
            "ACCEPTED",
            "DO_DONE checkout",
            "DO_UNKNOWN payment",
            "UNDOING",
            "UNDO_DONE payment NONE",
            "ADOPTED",
            "UNDO_DONE shipping NONE",
            "UNDO_DONE invoice NONE",
            "UNDO_DONE cd NONE",
            "UNDO_DONE stock NONE",
            "UNDO_UNKNOWN checkout",
            "UNDO_DONE checkout REVERSED",
            "UNDONE");
    static final List<String> CANCELLED = List.of(
            "ACCEPTED",
            "DO_DONE checkout",
            "DO_DONE payment",
            "DO_DONE stock",
            "DO_DONE cd",
            "DO_DONE invoice",
            "DO_DONE shipping",
            "COMPLETED",
            "CANCEL_ASKED",
            "UNDOING",
            "UNDO_DONE shipping REVERSED",
            "UNDO_DONE invoice REVERSED",
            "UNDO_DONE cd REVERSED",
            "UNDO_DONE stock REVERSED",
            "UNDO_DONE payment REVERSED",
            "UNDO_DONE checkout REVERSED",
            "UNDONE");

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final long PRICE = 3_990;

    final Map<String, Purchase> purchases = new TreeMap<>();
    final Map<String, Map<String, Fence>> fences = new HashMap<>();
    final Map<String, Map<String, List<Deed>>> deeds = new HashMap<>();
    final Map<String, Customer> customers = new TreeMap<>();
    final Map<String, String> statuses = new HashMap<>();
    final Map<String, List<Entry>> listings = new HashMap<>();
    final Map<String, Map<String, Integer>> reserved = new HashMap<>(Map.of("kept", Map.of("MUG", 2)));
    final List<Long> invoices = new ArrayList<>(List.of(1L, 2L));
    final List<String> audit = new ArrayList<>();
    final Map<String, Integer> struck = new TreeMap<>(Map.of("do fail", 3));
    Shelf mugs = new Shelf(10, 10, 8);
    Totals totals = new Totals(1, 2 * PRICE, Map.of("MUG", 8L), Map.of("MUG", 2L), 1, 1, 1);
    long slots = 1;
    double minutes = 0;

    SmallWorld() {
        Stack.STEPS.forEach(step -> fences.put(step, new HashMap<>()));
        Stack.STEPS.forEach(step -> deeds.put(step, new HashMap<>()));
        add("kept", "COMPLETED", 1, KEPT);
        add("refused", "UNDONE", 1, REFUSED);
        add("recovered", "UNDONE", 2, RECOVERED);
        add("cancelled", "UNDONE", 1, CANCELLED);
        tell("kept", What.UNSURE, What.TAKEN, What.COMPLETED, What.STANDS);
        tell("refused", What.NOTHING, What.UNDONE);
        tell("recovered", What.TAKEN, What.KEY_TAKEN, What.UNDONE);
        tell("cancelled", What.COMPLETED, What.CANCELLED, What.UNDONE);
        purchases.keySet().forEach(id -> statuses.put(id, status(id)));
        Stack.STEPS.forEach(step -> listings.put(step, listing(step)));
    }

    Evidence evidence() {
        Map<String, Book> books = new HashMap<>();
        Stack.STEPS.forEach(step -> books.put(step, new Book(of(fences, step), of(deeds, step))));
        return new Evidence(
                List.copyOf(purchases.values()),
                books,
                new Goods(Map.of("MUG", PRICE), Map.of("MUG", mugs), reserved, new Invoices(invoices, 2), slots),
                new Outside(statuses, listings, totals, audit),
                List.copyOf(customers.values()),
                new Course(minutes, struck));
    }

    /** As it came to pass, and each effect a millisecond before it was told. */
    private void add(String id, String status, int epoch, List<String> labels) {
        purchases.put(id, purchase(id, status, epoch, labels));
        for (Event event : purchases.get(id).history()) {
            Instant at = event.at().minusMillis(1);
            String step = String.valueOf(event.step());
            switch (event.type()) {
                case "DO_DONE" -> {
                    put(fences, step, id, new Fence("DONE", null));
                    put(deeds, step, id, List.of(new Deed(at, null, amount(step), 0)));
                }
                case "UNDO_DONE" -> {
                    String effect = Objects.requireNonNull(event.detail()).asString();
                    put(fences, step, id, new Fence("UNDONE", effect));
                    change(step, id, deed -> new Deed(deed.doneAt(), at, deed.amount(), deed.amount()));
                }
                default -> {
                    // Nobody has an effect.
                }
            }
        }
    }

    private static Purchase purchase(String id, String status, int epoch, List<String> labels) {
        List<Event> history = new ArrayList<>();
        Map<String, Integer> attempts = new HashMap<>();
        for (String label : labels) {
            String[] words = label.split(" ", -1);
            String step = words.length > 1 ? words[1] : null;
            int attempt = step == null ? 0 : attempts.merge(words[0].substring(0, 3) + step, 1, Integer::sum);
            history.add(new Event(
                    history.size() + 1L,
                    START.plusSeconds(history.size()),
                    words[0],
                    step,
                    attempt,
                    Answer.JSON.valueToTree(words.length > 2 ? words[2] : "")));
        }
        return new Purchase(id, status, epoch, history.size(), false, id, Map.of("MUG", 2), history);
    }

    /** Tells its history anew, and nothing else. */
    void retell(String id, List<String> labels) {
        Purchase old = of(purchases, id);
        purchases.put(id, purchase(id, old.status(), old.epoch(), labels));
    }

    /** Its row, with another status and another seq. */
    void put(String id, String status, int seq) {
        Purchase old = of(purchases, id);
        purchases.put(
                id,
                new Purchase(
                        id,
                        status,
                        old.epoch(),
                        seq,
                        old.needsAttention(),
                        old.customer(),
                        old.units(),
                        old.history()));
    }

    void change(String step, String id, UnaryOperator<Deed> how) {
        of(deeds, step).computeIfPresent(id, (_, all) -> all.stream().map(how).toList());
    }

    void tell(String customer, What... what) {
        List<Told> told = new ArrayList<>();
        for (What each : what) {
            told.add(new Told(each, each == What.NOTHING || each == What.UNSURE ? "" : customer, "so it was told"));
        }
        customers.put(customer, new Customer(customer, Map.of("MUG", 2), true, told));
    }

    Instant when(String id, int seq) {
        return of(purchases, id).history().get(seq - 1).at();
    }

    private String status(String id) {
        return of(purchases, id).status();
    }

    private List<Entry> listing(String step) {
        return of(fences, step).entrySet().stream()
                .map(each -> entry(each.getKey(), each.getValue(), of(deeds, step)))
                .toList();
    }

    private static Entry entry(String id, Fence fence, Map<String, List<Deed>> deeds) {
        List<Deed> own = deeds.getOrDefault(id, List.of());
        int reversals = (int) own.stream().filter(deed -> !deed.stands()).count();
        return new Entry(id, fence.state(), null, own.size(), reversals);
    }

    private static long amount(String step) {
        return List.of("checkout", "payment", "invoice").contains(step) ? 2 * PRICE : 0;
    }

    static <T> T of(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    static <T> void put(Map<String, Map<String, T>> map, String step, String id, T value) {
        of(map, step).put(id, value);
    }
}
