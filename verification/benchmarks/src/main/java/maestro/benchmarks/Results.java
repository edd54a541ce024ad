package maestro.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The stored results: a JSON file per benchmark, and a table and a chart of all files. */
final class Results {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    Results(Path folder) {
        this.folder = folder;
    }

    record StoredResult(String benchmark, Instant at, String machine, Benchmark.Result result) {}

    void store(String benchmark, Benchmark.Result result) throws IOException {
        Files.createDirectories(folder);
        var stored = new StoredResult(benchmark, Instant.now().truncatedTo(ChronoUnit.SECONDS), machine(), result);
        Files.writeString(folder.resolve(benchmark + ".json"), JSON.writeValueAsString(stored) + "\n");
        render();
    }

    /** Writes the table and the chart. */
    void render() throws IOException {
        List<StoredResult> all = read();
        Files.writeString(folder.resolve("table.md"), table(all));
        Files.writeString(
                folder.resolve("chart.svg"),
                Chart.of(all.stream()
                        .flatMap(each -> each.result().summaries().stream())
                        .toList()));
    }

    private List<StoredResult> read() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> JSON.readValue(file.toFile(), StoredResult.class))
                    .toList();
        }
    }

    private static String table(List<StoredResult> results) {
        var text = new StringBuilder("""
                # Results

                Each value is the median of the runs. Rows of one table were measured together.
                """);
        text.append(Table.ofMetrics(results.stream()
                .flatMap(each -> each.result().metrics().stream())
                .toList()));
        for (StoredResult stored : results) {
            text.append("\n## %s\n\n%s, %s.\n".formatted(stored.benchmark(), stored.at(), stored.machine()));
            var summaries = stored.result().summaries();
            summaries.stream()
                    .map(Summary::scenario)
                    .distinct()
                    .forEach(scenario -> text.append(Table.ofSummaries(summaries.stream()
                            .filter(each -> each.scenario().equals(scenario))
                            .toList())));
        }
        return text.toString();
    }

    private static String machine() {
        return "%d cores, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"));
    }
}
