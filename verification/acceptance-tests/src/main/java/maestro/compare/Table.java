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

/** The figures of all ways side by side. */
record Table(Map<Way, Figures> figures) {

    @Override
    public String toString() {
        var table = new StringBuilder(
                "\n" + row("", figures.keySet().stream().map(Way::toString).toList()));
        add(table, "completed", Figures::completed);
        add(table, "undone: nothing is left of it", Figures::undone);
        add(table, "left half done", each -> each.halfDone().size());
        for (String kind : kinds()) {
            add(table, "  " + kind, each -> each.kinds().getOrDefault(kind, 0));
        }
        add(table, "told the customer what isn't so", Figures::toldWrongly);
        add(table, "calls made", Figures::calls);
        add(table, "edges of the call graph", Figures::edges);
        add(table, "  when purchases can be returned too", Figures::edgesWithReturns);
        add(table, "services that heard of another's failure", Table::heard);
        add(table, "calls to say where a purchase is", Figures::asked);
        add(table, "undisturbed, p50 / p99", each -> ms(each.percentile(50)) + " / " + ms(each.percentile(99)));
        add(table, "slowest answer", each -> ms(each.slowest()));
        return table.toString();
    }

    private TreeSet<String> kinds() {
        var kinds = new TreeSet<String>();
        figures.values().forEach(each -> kinds.addAll(each.kinds().keySet()));
        return kinds;
    }

    private static String heard(Figures of) {
        long times =
                of.failuresHeard().values().stream().mapToLong(Long::longValue).sum();
        return "%d of %d (%d times)".formatted(of.failuresHeard().size(), Stack.STEPS.size(), times);
    }

    private static String ms(Duration took) {
        return took.toMillis() + " ms";
    }

    private void add(StringBuilder table, String name, Function<Figures, Object> value) {
        table.append(row(
                name, figures.values().stream().map(value).map(Object::toString).toList()));
    }

    private static String row(String name, List<String> cells) {
        var row = new StringBuilder("%-42s".formatted(name));
        cells.forEach(cell -> row.append("%20s".formatted(cell)));
        return row.append('\n').toString();
    }

    /** What the seed drew, in a line. */
    static String faults(List<Trial> trials) {
        var drawn = new TreeMap<String, Long>(trials.stream()
                .filter(trial -> !trial.isUndisturbed())
                .collect(groupingBy(Table::disturbance, counting())));
        return Objects.toString(drawn);
    }

    private static String disturbance(Trial trial) {
        Fault fault = trial.fault();
        return fault == null
                ? "refused"
                : fault.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
