package maestro.compare;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import maestro.stack.Stack;

/** The results of all styles side by side. */
record ResultTable(Map<Style, ComparisonResult> results) {

    @Override
    public String toString() {
        var table = new StringBuilder(
                "\n" + row("", results.keySet().stream().map(Style::toString).toList()));
        add(table, "completed", ComparisonResult::completed);
        add(table, "undone: nothing is left of it", ComparisonResult::undone);
        add(table, "left half done", each -> each.halfDone().size());
        for (String kind : kinds()) {
            add(table, "  " + kind, each -> each.kinds().getOrDefault(kind, 0));
        }
        add(table, "wrong replies to the customer", ComparisonResult::wrongReplies);
        add(table, "calls made", ComparisonResult::calls);
        add(table, "edges of the call graph", ComparisonResult::edges);
        add(table, "  with returns of purchases", ComparisonResult::edgesWithReturns);
        add(table, "services that received another's failure", ResultTable::receivers);
        add(table, "calls to locate a purchase", ComparisonResult::callsToLocate);
        add(table, "undisturbed, p50 / p99", each -> ms(each.percentile(50)) + " / " + ms(each.percentile(99)));
        add(table, "slowest reply", each -> ms(each.slowest()));
        return table.toString();
    }

    private TreeSet<String> kinds() {
        var kinds = new TreeSet<String>();
        results.values().forEach(each -> kinds.addAll(each.kinds().keySet()));
        return kinds;
    }

    private static String receivers(ComparisonResult result) {
        long times = result.failuresReceived().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return "%d of %d (%d times)".formatted(result.failuresReceived().size(), Stack.PARTICIPANTS.size(), times);
    }

    private static String ms(Duration duration) {
        return duration.toMillis() + " ms";
    }

    private void add(StringBuilder table, String name, Function<ComparisonResult, Object> value) {
        table.append(row(
                name, results.values().stream().map(value).map(Object::toString).toList()));
    }

    private static String row(String name, List<String> cells) {
        var row = new StringBuilder("%-42s".formatted(name));
        cells.forEach(cell -> row.append("%20s".formatted(cell)));
        return row.append('\n').toString();
    }

    /** The number of refusals and faults, in one line. */
    static String summarize(List<PlannedPurchase> purchases) {
        var counts = new TreeMap<String, Long>(purchases.stream()
                .filter(purchase -> !purchase.isUndisturbed())
                .collect(groupingBy(ResultTable::disturbance, counting())));
        return Objects.toString(counts);
    }

    private static String disturbance(PlannedPurchase purchase) {
        Fault fault = purchase.fault();
        return fault == null
                ? "refused"
                : fault.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
