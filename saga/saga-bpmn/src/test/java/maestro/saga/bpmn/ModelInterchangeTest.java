package maestro.saga.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * What modelers really write: the suite of the BPMN Model Interchange Working Group (github.com/bpmn-miwg/bpmn-miwg-test-suite), whose
 * checkout {@code MAESTRO_MIWG} names. Each file is read, or refused with what is outside of the subset; none makes the reader fail.
 */
@EnabledIfEnvironmentVariable(named = "MAESTRO_MIWG", matches = ".+")
class ModelInterchangeTest {

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void readsOrRefusesWhateverModelersWrite() throws IOException {
        var reasons = new TreeMap<String, Integer>();
        int read = 0;
        int files = 0;
        long slowest = 0;
        for (Path file : files()) {
            long began = System.nanoTime();
            ParseResult reading =
                    Drawings.reader().read("suite", 1, Files.readString(file, StandardCharsets.ISO_8859_1));
            long took = System.nanoTime() - began;
            slowest = Math.max(slowest, took);
            files++;
            switch (reading) {
                case ParseResult.Read _ -> read++;
                case ParseResult.Refused refused -> {
                    assertThat(refused.problems()).as(file.toString()).isNotEmpty();
                    refused.problems().stream()
                            .map(problem -> problem.problem().replaceFirst(":.*", ""))
                            .distinct()
                            .forEach(reason -> reasons.merge(reason, 1, Integer::sum));
                }
            }
        }
        System.out.printf("%d files: %d read, slowest %d ms%n", files, read, slowest / 1_000_000);
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(15)
                .forEach(reason -> System.out.printf("  %4d  %s%n", reason.getValue(), reason.getKey()));
        assertThat(files).isPositive();
    }

    private static Iterable<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(System.getenv("MAESTRO_MIWG")))) {
            return all.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList();
        }
    }
}
