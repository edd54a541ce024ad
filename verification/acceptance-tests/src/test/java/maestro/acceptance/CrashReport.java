package maestro.acceptance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import maestro.stack.Stack;

/** The results of the crash matrix as a table. */
final class CrashReport {

    private static final Map<String, String> TITLES = Map.of(
            "before-call", "before the call",
            "after-call", "after its effect, before its reply",
            "before-record", "before its record is durable",
            "after-record", "after its record is durable");

    private final List<CrashCase> cases;
    private final Set<CrashCase> failed;

    CrashReport(List<CrashCase> cases, Set<CrashCase> failed) {
        this.cases = cases;
        this.failed = failed;
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("Crash points of the orchestrator, and crash points after the adoption");
        for (String verb : CrashCase.VERBS) {
            Map<String, Predicate<CrashCase>> rows = new LinkedHashMap<>();
            CrashCase.CALL_BOUNDARIES.forEach(
                    each -> rows.put(title(each), crash -> crash.boundary().equals(each)));
            Stream.concat(CrashCase.ADOPTION_BOUNDARIES.stream(), CrashCase.CALL_BOUNDARIES.stream())
                    .forEach(each -> rows.put(
                            "  and again " + title(each),
                            crash -> crash.second().equals(each)));
            lines.add(line(verb, Stack.PARTICIPANTS));
            rows.forEach((title, row) -> lines.add(line(
                    title,
                    Stack.PARTICIPANTS.stream()
                            .map(step -> result(row.and(crash ->
                                    crash.verb().equals(verb) && crash.step().equals(step))))
                            .toList())));
            CrashCase.decisionBoundaries(verb)
                    .forEach(each -> lines.add(line(
                            title(each),
                            List.of(result(crash -> crash.boundary().equals(each))))));
        }
        long failing = cases.stream().filter(failed::contains).count();
        int crashes = cases.stream().mapToInt(crash -> crash.points().size()).sum();
        lines.add("%d purchases with %d crashes: %d PASS, %d FAIL"
                .formatted(cases.size(), crashes, cases.size() - failing, failing));
        return String.join("\n", lines);
    }

    private static String title(String boundary) {
        String[] words = boundary.split("-", 2);
        return TITLES.getOrDefault(boundary, "%s %s is durable".formatted(words[0], words[1]));
    }

    private String result(Predicate<CrashCase> filter) {
        List<CrashCase> selected = cases.stream().filter(filter).toList();
        return selected.isEmpty() ? "-" : selected.stream().anyMatch(failed::contains) ? "FAIL" : "PASS";
    }

    private static String line(String title, List<String> columns) {
        StringBuilder line = new StringBuilder("%-46s".formatted(title));
        columns.forEach(column -> line.append("%-10s".formatted(column)));
        return line.toString().stripTrailing();
    }
}
