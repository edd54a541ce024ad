package maestro.saga.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import maestro.saga.bpmn.ParseResult.Read;
import maestro.saga.bpmn.ParseResult.Refused;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Reads the files of the BPMN Model Interchange Working Group, which many modelers wrote. The environment variable
 * {@code MAESTRO_MIWG} names a checkout of github.com/bpmn-miwg/bpmn-miwg-test-suite.
 */
@EnabledIfEnvironmentVariable(named = "MAESTRO_MIWG", matches = ".+")
@Tag("slow")
class ModelInterchangeTest {

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void readsOrRefusesFilesOfAllModelers() throws IOException {
        var refusals = new TreeMap<String, Integer>();
        int read = 0;
        int files = 0;
        long slowest = 0;
        for (Path file : files()) {
            long began = System.nanoTime();
            ParseResult result = SampleFlows.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
            slowest = Math.max(slowest, System.nanoTime() - began);
            files++;
            switch (result) {
                case Read _ -> read++;
                case Refused refused -> {
                    assertThat(refused.problems()).as(file.toString()).isNotEmpty();
                    refused.problems().stream()
                            .map(problem -> problem.problem().replaceFirst("[.:] .*", ""))
                            .distinct()
                            .forEach(problem -> refusals.merge(problem, 1, Integer::sum));
                }
            }
        }
        System.out.printf("%d files: %d read, slowest %d ms%n", files, read, slowest / 1_000_000);
        refusals.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(15)
                .forEach(refusal -> System.out.printf("  %4d  %s%n", refusal.getValue(), refusal.getKey()));
        assertThat(files).isPositive();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(System.getenv("MAESTRO_MIWG")))) {
            return all.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList();
        }
    }
}
