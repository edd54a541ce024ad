package maestro.chaos.checker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import maestro.chaos.checker.RunRecord.Effect;
import maestro.chaos.checker.RunRecord.Ledger;
import maestro.chaos.checker.RunRecord.Purchase;
import maestro.chaos.checker.RunRecord.StockLevel;
import maestro.stack.ParticipantClient.LedgerEntry;
import maestro.stack.Stack;
import maestro.stack.Totals;

/** Checks that the services' replies over HTTP match their tables. */
final class HttpViewCheck {

    private HttpViewCheck() {}

    static void check(RunRecord run, Findings findings) {
        checkStatuses(run, findings);
        for (String step : Stack.PARTICIPANTS) {
            checkListing(step, run, findings);
        }
        Totals returned = run.httpView().totals();
        Totals stored = totals(run);
        if (!returned.equals(stored)) {
            findings.add("", "the services return the totals %s instead of %s", returned, stored);
        }
        run.httpView().violations().forEach(each -> findings.add("", "the orchestrator's audit finds %s", each));
    }

    private static void checkStatuses(RunRecord run, Findings findings) {
        Map<String, String> returned = run.httpView().statuses();
        Map<String, String> stored = run.purchases().stream().collect(Collectors.toMap(Purchase::id, Purchase::status));
        differingKeys(returned, stored)
                .forEach(id -> findings.add(
                        id, "is returned with status %s, but its row is %s", returned.get(id), stored.get(id)));
    }

    private static void checkListing(String step, RunRecord run, Findings findings) {
        Map<String, String> returned = new HashMap<>();
        for (LedgerEntry entry : run.httpView().listings().getOrDefault(step, List.of())) {
            returned.put(entry.purchase(), line(entry.state(), entry.effects(), entry.reversals()));
        }
        Ledger ledger = run.ledger(step);
        Map<String, String> stored = new HashMap<>();
        ledger.fences().forEach((id, fence) -> {
            List<Effect> effects = ledger.effectsOf(id);
            int reversals = (int)
                    effects.stream().filter(effect -> !effect.isStanding()).count();
            stored.put(id, line(fence.state(), effects.size(), reversals));
        });
        differingKeys(returned, stored)
                .forEach(id -> findings.add(
                        id, "is listed by %s as %s, its tables have %s", step, returned.get(id), stored.get(id)));
    }

    private static String line(String state, int effects, int reversals) {
        return "%s with %d effects and %d reversals".formatted(state, effects, reversals);
    }

    private static Totals totals(RunRecord run) {
        Map<String, StockLevel> stock = run.resources().stock();
        Map<String, Long> onHand = new TreeMap<>();
        Map<String, Long> reserved = new TreeMap<>();
        stock.forEach((sku, level) -> onHand.put(sku, level.onHand()));
        stock.keySet().forEach(sku -> reserved.put(sku, countReserved(sku, run)));
        return new Totals(
                countStanding(run, "checkout"),
                run.ledger("payment").effects().values().stream()
                        .flatMap(List::stream)
                        .mapToLong(effect -> effect.amount() - effect.reversedAmount())
                        .sum(),
                onHand,
                reserved,
                countStanding(run, "cd"),
                countStanding(run, "invoice"),
                countStanding(run, "shipping"));
    }

    private static long countReserved(String sku, RunRecord run) {
        return run.resources().reserved().values().stream()
                .mapToLong(units -> units.getOrDefault(sku, 0))
                .sum();
    }

    private static long countStanding(RunRecord run, String step) {
        return run.ledger(step).effects().values().stream()
                .flatMap(List::stream)
                .filter(Effect::isStanding)
                .count();
    }

    private static List<String> differingKeys(Map<String, String> one, Map<String, String> other) {
        var keys = new HashSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys.stream()
                .filter(key -> !String.valueOf(one.get(key)).equals(String.valueOf(other.get(key))))
                .sorted()
                .toList();
    }
}
