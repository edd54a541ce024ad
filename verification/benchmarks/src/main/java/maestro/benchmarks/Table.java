package maestro.benchmarks;

import java.util.List;
import maestro.benchmarks.system.Contender;

/** Figures as a table of Markdown, which is readable as it stands. */
final class Table {

    private Table() {}

    /** One scenario's. */
    static String of(List<Summary> summaries) {
        Scenario scenario = summaries.getFirst().scenario();
        double bare = summaries.stream()
                .filter(each -> each.system().equals(Contender.BARE))
                .mapToDouble(Summary::perSecond)
                .findFirst()
                .orElse(Double.NaN);
        var table = new StringBuilder("""

                %s, %d at a time

                | system                 | purchases/s | lowest to highest | over bare | p50 ms | p99 ms | CPU ms | database's CPU ms | forced | durable                   |
                |------------------------|------------:|------------------:|----------:|-------:|-------:|-------:|------------------:|-------:|---------------------------|
                """.formatted(scenario.name(), scenario.customers()));
        summaries.forEach(each -> table.append(row(each, bare)));
        return table.toString();
    }

    static String ofFigures(List<Figure> figures) {
        var table = new StringBuilder("""

                | measure | figure | target | |
                |---------|-------:|-------:|-|
                """);
        for (Figure each : figures) {
            table.append("| %s | %.2f | %s %s | %s |%n"
                    .formatted(
                            each.measure(),
                            each.value(),
                            each.bound() == Figure.Bound.AT_LEAST ? "at least" : "at most",
                            each.target(),
                            each.isMet() ? "met" : "NOT met"));
        }
        return table.toString();
    }

    private static String row(Summary s, double bare) {
        return "| %-22s | %11.0f | %17s | %9s | %6.2f | %6.1f | %6.2f | %17.2f | %6.2f | %-25s |%n"
                .formatted(
                        s.system(),
                        s.perSecond(),
                        "%.0f to %.0f".formatted(s.least(Round::perSecond), s.most(Round::perSecond)),
                        Double.isNaN(bare) ? "" : "%.2f".formatted(s.perSecond() / bare),
                        s.median(Round::p50Ms),
                        s.median(Round::p99Ms),
                        s.median(Round::cpuMs),
                        s.median(Round::databaseCpuMs),
                        s.median(Round::forced),
                        Contender.durability(s.system()));
    }
}
