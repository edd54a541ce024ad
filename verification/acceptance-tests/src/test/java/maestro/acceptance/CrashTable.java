package maestro.acceptance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import maestro.stack.Stack;

/** What came of each purchase of the crash matrix, for people. */
final class CrashTable {

    private static final Map<String, String> TITLES = Map.of(
            "before-call", "before the call",
            "after-call", "after its effect, before its reply",
            "before-record", "before its record is durable",
            "after-record", "after its record is durable");

    private final List<CrashCell> cells;
    private final Set<CrashCell> failed;

    CrashTable(List<CrashCell> cells, Set<CrashCell> failed) {
        this.cells = cells;
        this.failed = failed;
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("Where the orchestrator was halted, and again while it recovered");
        for (String verb : CrashCell.VERBS) {
            Map<String, Predicate<CrashCell>> rows = new LinkedHashMap<>();
            CrashCell.OF_CALLS.forEach(
                    each -> rows.put(title(each), cell -> cell.boundary().equals(each)));
            again().forEach(each ->
                    rows.put("  and again " + title(each), cell -> cell.again().equals(each)));
            lines.add(line(verb, Stack.STEPS));
            rows.forEach((title, row) -> lines.add(line(
                    title,
                    Stack.STEPS.stream()
                            .map(step -> outcome(row.and(cell ->
                                    cell.verb().equals(verb) && cell.step().equals(step))))
                            .toList())));
            CrashCell.decisions(verb)
                    .forEach(each -> lines.add(line(
                            title(each), List.of(outcome(cell -> cell.boundary().equals(each))))));
        }
        long failing = cells.stream().filter(failed::contains).count();
        int halts = cells.stream().mapToInt(cell -> cell.places().size()).sum();
        lines.add("%d purchases, halted at %d points: %d PASS, %d FAIL"
                .formatted(cells.size(), halts, cells.size() - failing, failing));
        return String.join("\n", lines);
    }

    private static List<String> again() {
        List<String> again = new ArrayList<>(CrashCell.OF_ADOPTION);
        again.addAll(CrashCell.OF_CALLS);
        return again;
    }

    private static String title(String boundary) {
        String[] words = boundary.split("-", 2);
        return TITLES.getOrDefault(boundary, "%s %s is durable".formatted(words[0], words[1]));
    }

    private String outcome(Predicate<CrashCell> which) {
        List<CrashCell> these = cells.stream().filter(which).toList();
        return these.isEmpty() ? "-" : these.stream().anyMatch(failed::contains) ? "FAIL" : "PASS";
    }

    private static String line(String title, List<String> columns) {
        StringBuilder line = new StringBuilder("%-46s".formatted(title));
        columns.forEach(column -> line.append("%-10s".formatted(column)));
        return line.toString().stripTrailing();
    }
}
