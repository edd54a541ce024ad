package maestro.benchmarks;

import java.util.List;
import maestro.benchmarks.system.SystemUnderTest;

/** Markdown tables of results. */
final class Table {

    private Table() {}

    /** @param summaries of one scenario */
    static String ofSummaries(List<Summary> summaries) {
        double baseline = summaries.stream()
                .filter(each -> each.system().equals(SystemUnderTest.BASELINE))
                .mapToDouble(Summary::throughput)
                .findFirst()
                .orElse(Double.NaN);
        var table =
                new StringBuilder("""

                %s

                | system                    | purchases/s | lowest to highest | ratio to baseline | p50 ms | p99 ms \
                | CPU ms | database CPU ms | fsyncs | durable                 |
                |---------------------------|------------:|------------------:|------------------:|-------:|-------:\
                |-------:|----------------:|-------:|-------------------------|
                """.formatted(summaries.getFirst().scenario().title()));
        summaries.forEach(each -> table.append(row(each, baseline)));
        return table.toString();
    }

    private static String row(Summary s, double baseline) {
        var throughputs = s.runs().stream().mapToDouble(Run::throughput).summaryStatistics();
        return "| %-25s | %11.0f | %17s | %17s | %6.2f | %6.1f | %6.2f | %15.2f | %6.2f | %-23s |%n"
                .formatted(
                        s.system(),
                        s.throughput(),
                        "%.0f to %.0f".formatted(throughputs.getMin(), throughputs.getMax()),
                        Double.isNaN(baseline) ? "" : "%.2f".formatted(s.throughput() / baseline),
                        s.median(Run::p50Ms),
                        s.median(Run::p99Ms),
                        s.median(Run::cpuMs),
                        s.median(Run::databaseCpuMs),
                        s.median(Run::fsyncs),
                        SystemUnderTest.durability(s.system()));
    }

    static String ofMetrics(List<Metric> metrics) {
        var table = new StringBuilder("""

                | metric | value | target | |
                |--------|------:|-------:|-|
                """);
        for (Metric each : metrics) {
            table.append("| %s | %.2f | %s %s | %s |%n"
                    .formatted(
                            each.name(),
                            each.value(),
                            each.bound() == Metric.Bound.AT_LEAST ? "at least" : "at most",
                            each.target(),
                            each.isMet() ? "met" : "NOT met"));
        }
        return table.toString();
    }
}
