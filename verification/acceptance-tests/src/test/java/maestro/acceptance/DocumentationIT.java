package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The README and the documents, in both languages: their shell examples run against a stack of the launcher, their
 * links and file names exist, and the translations have the same headings and examples.
 */
class DocumentationIT {

    private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path DATA = Path.of("target", "documentation ação").toAbsolutePath();
    private static final int PORT_BASE = ThreadLocalRandom.current().nextInt(20_000, 30_000);

    /** Documents that exist in both languages. */
    private static final Map<String, String> TRANSLATIONS = Map.of(
            "README.md", "README.pt-BR.md",
            "docs/tutorial.md", "docs/pt-BR/tutorial.md",
            "docs/flows.md", "docs/pt-BR/flows.md");

    private static final Pattern PORT = Pattern.compile("localhost:80(8\\d)");
    private static final Pattern STATUS = Pattern.compile("# (\\d{3})");
    private static final Pattern EXIT = Pattern.compile("# exit (\\d+)");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern FILE = Pattern.compile("`((?:[a-z-]+/)+[A-Za-z0-9_.-]+)`");
    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w+(?:Test|IT|Contract))`");

    /** A statement of a shell block with what it promises. */
    private record Example(String statement, Optional<String> status, int exit) {}

    @BeforeAll
    static void start() throws Exception {
        assertThat(run("./maestro up")).as("the exit code of up").isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        run("./maestro down");
    }

    static List<Path> documents() {
        try (Stream<Path> files = Files.walk(HOME.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "README.pt-BR.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
                                    .map(HOME::resolve),
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> runsEveryExample() {
        return documents().stream()
                .filter(document -> !TRANSLATIONS.containsValue(name(document)))
                .filter(document -> !examples(document).isEmpty())
                .map(document -> DynamicTest.dynamicTest(name(document), () -> runExamples(document)));
    }

    private static void runExamples(Path document) throws Exception {
        assertThat(run("./maestro up")).as("the exit code of up").isZero();
        for (Example example : examples(document)) {
            Path output = DATA.resolve("example.txt");
            int exit = run(example.statement(), output);
            String printed = Files.readString(output);
            assertThat(exit)
                    .as("exit code of: %s\n%s", example.statement(), printed)
                    .isEqualTo(example.exit());
            example.status()
                    .ifPresent(status ->
                            assertThat(printed.strip()).as(example.statement()).endsWith(status));
            if (example.statement().equals("./maestro down")) {
                assertThat(run("./maestro up")).as("the exit code of up").isZero();
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> translatesEveryHeadingAndExample() {
        return TRANSLATIONS.entrySet().stream()
                .map(pair -> DynamicTest.dynamicTest(pair.getValue(), () -> {
                    Path english = HOME.resolve(pair.getKey());
                    Path translation = HOME.resolve(pair.getValue());
                    assertThat(headingLevels(translation)).isEqualTo(headingLevels(english));
                    assertThat(examples(translation)).isEqualTo(examples(english));
                }));
    }

    @TestFactory
    Stream<DynamicTest> linksToWhatExists() {
        return documents().stream()
                .map(document -> DynamicTest.dynamicTest(name(document), () -> {
                    var missing = new TreeSet<String>();
                    String text = Files.readString(document);
                    LINK.matcher(text).results().map(link -> link.group(1)).forEach(link -> {
                        if (!exists(document, link)) {
                            missing.add(link);
                        }
                    });
                    FILE.matcher(text)
                            .results()
                            .map(file -> file.group(1))
                            .filter(file -> Files.isDirectory(HOME.resolve(file.substring(0, file.indexOf('/')))))
                            .filter(file -> !file.startsWith("data/") && !Files.exists(HOME.resolve(file)))
                            .forEach(missing::add);
                    assertThat(missing).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> namesTestsThatExist() throws IOException {
        var tests = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(HOME)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java"))
                    .forEach(file -> tests.add(file.substring(0, file.length() - ".java".length())));
        }
        return documents().stream()
                .map(document -> DynamicTest.dynamicTest(
                        name(document),
                        () -> assertThat(TEST_NAME
                                        .matcher(Files.readString(document))
                                        .results())
                                .extracting(test -> test.group(1))
                                .isSubsetOf(tests)));
    }

    private static boolean exists(Path document, String link) {
        if (link.startsWith("http://") || link.startsWith("https://")) {
            return URI.create(link).getHost() != null;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length < 2 || anchors(target).contains(parts[1]));
    }

    private static List<String> anchors(Path document) {
        return headings(document)
                .map(heading -> heading.replaceFirst("^#+ ", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<Integer> headingLevels(Path document) {
        return headings(document).map(heading -> heading.indexOf(' ')).toList();
    }

    private static Stream<String> headings(Path document) {
        boolean[] isCode = {false};
        return lines(document).stream().filter(line -> {
            isCode[0] ^= line.startsWith("```");
            return !isCode[0] && line.matches("#+ .*");
        });
    }

    /** The statements of the blocks of the language shell. A statement ends where its quotes are closed. */
    private static List<Example> examples(Path document) {
        var examples = new ArrayList<Example>();
        boolean isShell = false;
        var statement = new StringBuilder();
        List<String> lines = lines(document);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                isShell = line.equals("```shell");
            } else if (isShell && !(statement.isEmpty() && line.startsWith("#"))) {
                statement.append(line).append('\n');
                boolean isComplete = statement.chars().filter(c -> c == '\'').count() % 2 == 0;
                if (isComplete && !statement.toString().isBlank()) {
                    examples.add(example(statement.toString(), i + 1 < lines.size() ? lines.get(i + 1) : ""));
                }
                if (isComplete) {
                    statement.setLength(0);
                }
            }
        }
        return examples;
    }

    private static Example example(String statement, String nextLine) {
        var status = STATUS.matcher(nextLine);
        var exit = EXIT.matcher(statement);
        return new Example(
                statement.replaceFirst("\\s+# .*\\s*$", "").strip(),
                status.matches() ? Optional.of(status.group(1)) : Optional.empty(),
                exit.find() ? Integer.parseInt(exit.group(1)) : 0);
    }

    private static int run(String statement) throws Exception {
        return run(statement, DATA.resolve("output.txt"));
    }

    /** With curl reduced to the status, and the ports of this test's stack. */
    private static int run(String statement, Path output) throws Exception {
        Files.createDirectories(DATA);
        String ported = PORT.matcher(statement)
                .replaceAll(port -> "localhost:" + (PORT_BASE + Integer.parseInt(port.group(1)) - 80));
        String script = "curl() { command curl -q -sS -o /dev/null -w '%{http_code}' \"$@\"; }\n" + ported;
        var builder = new ProcessBuilder("bash", "-c", script)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "MAESTRO_DATA", DATA.toString(),
                        "MAESTRO_PORT_BASE", Integer.toString(PORT_BASE),
                        "MAESTRO_BUILD", "never",
                        "MAESTRO_TRAINING", "never",
                        "LC_ALL", "C"));
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("no end within 10 minutes: " + statement);
        }
        return process.exitValue();
    }

    private static List<String> lines(Path document) {
        try {
            return Files.readAllLines(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path document) {
        return HOME.relativize(document).toString();
    }
}
