package maestro.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import maestro.benchmarks.Chapter.Findings;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The figures that are kept: a JSON file for each chapter, and a table and a chart made of all of them. */
final class Results {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    Results(Path folder) {
        this.folder = folder;
    }

    record Result(String chapter, Instant at, String machine, Findings findings) {}

    void keep(String chapter, Findings findings) throws IOException {
        Files.createDirectories(folder);
        var result = new Result(chapter, Instant.now().truncatedTo(ChronoUnit.SECONDS), machine(), findings);
        Files.writeString(folder.resolve(chapter + ".json"), JSON.writeValueAsString(result) + "\n");
        var all = all();
        Files.writeString(folder.resolve("table.md"), table(all));
        Files.writeString(
                folder.resolve("chart.svg"),
                Chart.of(all.stream()
                        .flatMap(each -> each.findings().summaries().stream())
                        .toList()));
    }

    private List<Result> all() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> JSON.readValue(file.toFile(), Result.class))
                    .toList();
        }
    }

    private static String table(List<Result> results) {
        var text = new StringBuilder(
                "# Figures\n\nThe median of each scenario's rounds; what was measured together stands together.\n");
        text.append(Table.ofFigures(results.stream()
                .flatMap(each -> each.findings().figures().stream())
                .toList()));
        for (Result result : results) {
            text.append("\n## %s\n\n%s, %s.\n".formatted(result.chapter(), result.at(), result.machine()));
            var summaries = result.findings().summaries();
            summaries.stream()
                    .map(Summary::scenario)
                    .distinct()
                    .forEach(scenario -> text.append(Table.of(summaries.stream()
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
