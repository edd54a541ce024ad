package maestro.chaos.checker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import maestro.chaos.checker.RunRecord.Client;
import maestro.chaos.checker.RunRecord.Coverage;
import maestro.chaos.checker.RunRecord.Effect;
import maestro.chaos.checker.RunRecord.Fence;
import maestro.chaos.checker.RunRecord.HttpView;
import maestro.chaos.checker.RunRecord.Invoices;
import maestro.chaos.checker.RunRecord.Ledger;
import maestro.chaos.checker.RunRecord.Meaning;
import maestro.chaos.checker.RunRecord.Purchase;
import maestro.chaos.checker.RunRecord.Received;
import maestro.chaos.checker.RunRecord.Resources;
import maestro.chaos.checker.RunRecord.StockLevel;
import maestro.stack.HttpReply;
import maestro.stack.ParticipantClient.LedgerEntry;
import maestro.stack.PurchaseView.Event;
import maestro.stack.Stack;
import maestro.stack.Totals;

/** A correct run with four different purchases of two mugs. Tests change its parts. */
final class SampleRun {

    static final List<String> COMPLETED = List.of(
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
    static final List<String> ADOPTED = List.of(
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
    final Map<String, Map<String, List<Effect>>> effects = new HashMap<>();
    final Map<String, Client> clients = new TreeMap<>();
    final Map<String, String> statuses = new HashMap<>();
    final Map<String, List<LedgerEntry>> listings = new HashMap<>();
    final Map<String, Map<String, Integer>> reserved = new HashMap<>(Map.of("completed", Map.of("MUG", 2)));
    final List<Long> invoices = new ArrayList<>(List.of(1L, 2L));
    final List<String> violations = new ArrayList<>();
    final Map<String, Integer> faults = new TreeMap<>(Map.of("do fail", 3));
    StockLevel mugs = new StockLevel(10, 10, 8);
    Totals totals = new Totals(1, 2 * PRICE, Map.of("MUG", 8L), Map.of("MUG", 2L), 1, 1, 1);
    long slots = 1;
    double minutes = 0;

    SampleRun() {
        Stack.PARTICIPANTS.forEach(step -> fences.put(step, new HashMap<>()));
        Stack.PARTICIPANTS.forEach(step -> effects.put(step, new HashMap<>()));
        add("completed", "COMPLETED", 1, COMPLETED);
        add("refused", "UNDONE", 1, REFUSED);
        add("adopted", "UNDONE", 2, ADOPTED);
        add("cancelled", "UNDONE", 1, CANCELLED);
        replies("completed", Meaning.UNKNOWN, Meaning.ACCEPTED, Meaning.COMPLETED, Meaning.STAYS_COMPLETED);
        replies("refused", Meaning.NOT_STARTED, Meaning.UNDONE);
        replies("adopted", Meaning.ACCEPTED, Meaning.KEY_CONFLICT, Meaning.UNDONE);
        replies("cancelled", Meaning.COMPLETED, Meaning.CANCELLED, Meaning.UNDONE);
        purchases.keySet().forEach(id -> statuses.put(id, status(id)));
        Stack.PARTICIPANTS.forEach(step -> listings.put(step, listing(step)));
    }

    RunRecord record() {
        Map<String, Ledger> ledgers = new HashMap<>();
        Stack.PARTICIPANTS.forEach(step -> ledgers.put(step, new Ledger(get(fences, step), get(effects, step))));
        return new RunRecord(
                List.copyOf(purchases.values()),
                ledgers,
                new Resources(Map.of("MUG", PRICE), Map.of("MUG", mugs), reserved, new Invoices(invoices, 2), slots),
                new HttpView(statuses, listings, totals, violations),
                List.copyOf(clients.values()),
                new Coverage(minutes, faults));
    }

    /** Adds the purchase with its effects, each a millisecond before its event. */
    private void add(String id, String status, int epoch, List<String> labels) {
        purchases.put(id, purchase(id, status, epoch, labels));
        for (Event event : get(purchases, id).history()) {
            Instant at = event.at().minusMillis(1);
            String step = String.valueOf(event.step());
            switch (event.type()) {
                case "DO_DONE" -> {
                    put(fences, step, id, new Fence("DONE", null));
                    put(effects, step, id, List.of(new Effect(at, null, amount(step), 0)));
                }
                case "UNDO_DONE" -> {
                    String effect = Objects.requireNonNull(event.detail()).asString();
                    put(fences, step, id, new Fence("UNDONE", effect));
                    change(step, id, each -> new Effect(each.doneAt(), at, each.amount(), each.amount()));
                }
                default -> {
                    // no effect
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
                    HttpReply.JSON.valueToTree(words.length > 2 ? words[2] : "")));
        }
        return new Purchase(id, status, epoch, history.size(), false, id, Map.of("MUG", 2), history);
    }

    /** Replaces the history, and nothing else. */
    void replaceHistory(String id, List<String> labels) {
        Purchase old = get(purchases, id);
        purchases.put(id, purchase(id, old.status(), old.epoch(), labels));
    }

    /** Replaces the status and the seq of the row. */
    void replaceRow(String id, String status, int seq) {
        Purchase old = get(purchases, id);
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

    void change(String step, String id, UnaryOperator<Effect> change) {
        get(effects, step)
                .computeIfPresent(id, (_, all) -> all.stream().map(change).toList());
    }

    void replies(String customer, Meaning... meanings) {
        List<Received> received = new ArrayList<>();
        for (Meaning each : meanings) {
            boolean namesPurchase = each != Meaning.NOT_STARTED && each != Meaning.UNKNOWN;
            received.add(new Received(each, namesPurchase ? customer : "", "a reply"));
        }
        clients.put(customer, new Client(customer, Map.of("MUG", 2), true, received));
    }

    Instant timeOf(String id, int seq) {
        return get(purchases, id).history().get(seq - 1).at();
    }

    private String status(String id) {
        return get(purchases, id).status();
    }

    private List<LedgerEntry> listing(String step) {
        return get(fences, step).entrySet().stream()
                .map(each -> entry(each.getKey(), each.getValue(), get(effects, step)))
                .toList();
    }

    private static LedgerEntry entry(String id, Fence fence, Map<String, List<Effect>> effects) {
        List<Effect> own = effects.getOrDefault(id, List.of());
        int reversals =
                (int) own.stream().filter(effect -> !effect.isStanding()).count();
        return new LedgerEntry(id, fence.state(), null, own.size(), reversals);
    }

    private static long amount(String step) {
        return List.of("checkout", "payment", "invoice").contains(step) ? 2 * PRICE : 0;
    }

    static <T> T get(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    static <T> void put(Map<String, Map<String, T>> map, String step, String id, T value) {
        get(map, step).put(id, value);
    }
}
