package maestro.chaos.checker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import maestro.chaos.checker.Evidence.Book;
import maestro.chaos.checker.Evidence.Deed;
import maestro.chaos.checker.Evidence.Fence;
import maestro.chaos.checker.Evidence.Purchase;
import maestro.stack.Participant.Entry;
import maestro.stack.Stack;
import maestro.stack.Totals;

/** Whether the services tell over HTTP what stands in their tables. */
final class OutsideCheck {

    private OutsideCheck() {}

    static void check(Evidence evidence, Findings findings) {
        checkStatuses(evidence, findings);
        for (String step : Stack.STEPS) {
            checkListing(step, evidence, findings);
        }
        Totals totals = totals(evidence);
        if (!evidence.outside().totals().equals(totals)) {
            findings.add(
                    "",
                    "the services' totals are %s instead of %s",
                    evidence.outside().totals(),
                    totals);
        }
        evidence.outside().audit().forEach(each -> findings.add("", "the orchestrator's audit finds %s", each));
    }

    private static void checkStatuses(Evidence evidence, Findings findings) {
        var shown = evidence.outside().statuses();
        Map<String, String> statuses =
                evidence.purchases().stream().collect(Collectors.toMap(Purchase::id, Purchase::status));
        differing(shown, statuses)
                .forEach(id -> findings.add(id, "is shown as %s, and its row is %s", shown.get(id), statuses.get(id)));
    }

    private static void checkListing(String step, Evidence evidence, Findings findings) {
        Map<String, Entry> shown = evidence.outside().listings().getOrDefault(step, List.of()).stream()
                .collect(Collectors.toMap(Entry::purchase, Function.identity()));
        Book book = evidence.book(step);
        Map<String, String> listed = new HashMap<>();
        shown.forEach((id, entry) -> listed.put(id, line(entry.state(), entry.effects(), entry.reversals())));
        Map<String, String> held = new HashMap<>();
        book.fences().forEach((id, fence) -> held.put(id, line(id, fence, book)));
        differing(listed, held)
                .forEach(id ->
                        findings.add(id, "%s lists it as %s, its tables have %s", step, listed.get(id), held.get(id)));
    }

    private static String line(String id, Fence fence, Book book) {
        List<Deed> deeds = book.deedsOf(id);
        int reversals = (int) deeds.stream().filter(deed -> !deed.stands()).count();
        return line(fence.state(), deeds.size(), reversals);
    }

    private static String line(String state, int effects, int reversals) {
        return "%s with %d effects and %d reversals".formatted(state, effects, reversals);
    }

    private static Totals totals(Evidence evidence) {
        Map<String, Long> onHand = new TreeMap<>();
        Map<String, Long> reserved = new TreeMap<>();
        evidence.goods().shelves().forEach((sku, shelf) -> onHand.put(sku, shelf.onHand()));
        evidence.goods().shelves().keySet().forEach(sku -> reserved.put(sku, reserved(sku, evidence)));
        return new Totals(
                standing(evidence, "checkout"),
                evidence.book("payment").deeds().values().stream()
                        .flatMap(List::stream)
                        .mapToLong(deed -> deed.amount() - deed.givenBack())
                        .sum(),
                onHand,
                reserved,
                standing(evidence, "cd"),
                standing(evidence, "invoice"),
                standing(evidence, "shipping"));
    }

    private static long reserved(String sku, Evidence evidence) {
        return evidence.goods().reserved().values().stream()
                .mapToLong(units -> units.getOrDefault(sku, 0))
                .sum();
    }

    private static long standing(Evidence evidence, String step) {
        return evidence.book(step).deeds().values().stream()
                .flatMap(List::stream)
                .filter(Deed::stands)
                .count();
    }

    /** The keys that the two don't have alike. */
    private static List<String> differing(Map<String, String> one, Map<String, String> other) {
        var keys = new HashSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys.stream()
                .filter(key -> !String.valueOf(one.get(key)).equals(String.valueOf(other.get(key))))
                .sorted()
                .toList();
    }
}
