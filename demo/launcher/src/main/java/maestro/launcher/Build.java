package maestro.launcher;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import maestro.process.ServiceProcess;

/** Runs Maven, and shows its progress. */
final class Build {

    private static final Pattern MODULE = Pattern.compile("\\[INFO\\] Building (.+) \\S+ +\\[(\\d+/\\d+)\\]");
    private static final Pattern TESTS = Pattern.compile(
            "Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+), Time elapsed: (\\S+ s).* in (\\S+)");
    private static final int MAX_ERROR_LINES = 25;

    private static final List<String> MAIN_ONLY =
            List.of("-Dmaven.test.skip=true", "-Dspotless.check.skip", "-Dmdep.analyze.skip");

    private final Settings settings;

    Build(Settings settings) {
        this.settings = settings;
    }

    /** Builds the seven services: main classes alone, without checks. */
    void services() {
        List<String> modules =
                Settings.SERVICES.stream().map(name -> name + "-service").toList();
        build("services", modules, List.of("-Dmaestro.run"));
    }

    /** Builds a program of the folder verification, which starts the services' jars. */
    Path verification(String name) {
        services();
        return module("verification/" + name);
    }

    /** The class path of the conformance kit without its libraries. */
    String conformanceKit() {
        Path kit = module("saga/saga-conformance");
        return kit + File.pathSeparator + settings.home().resolve("saga/saga-contract/target/saga-contract.jar");
    }

    private Path module(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        build(name, List.of(path), concat(MAIN_ONLY, List.of("-Pbenchmarks", "-am", "-pl", path)));
        return settings.home().resolve(path).resolve("target").resolve(name + ".jar");
    }

    void peers() {
        String modules = Stream.of("dbos", "flowable", "restate", "temporal")
                .map(peer -> "verification/benchmarks/peers/" + peer)
                .collect(Collectors.joining(","));
        Terminal.print("Building the engines that the benchmarks compare with");
        Path log = settings.logs().resolve("peers.log");
        List<String> arguments = List.of("package", "-Ppeers", "--fail-at-end", "-am", "-pl", modules);
        if (maven(concat(MAIN_ONLY, arguments), log, this::showModule) != 0) {
            Terminal.print("  Some of them could not be built; their log: " + log);
        }
    }

    private void build(String what, List<String> modules, List<String> arguments) {
        Path stamp = settings.home().resolve("target").resolve(what + "-built");
        if ("never".equals(System.getenv("MAESTRO_BUILD")) || !isStale(stamp, modules)) {
            return;
        }
        Path log = settings.logs().resolve("build.log");
        Terminal.print("Building %s (log: %s)".formatted(what, log));
        long start = System.nanoTime();
        // A source that is edited during the build is newer.
        FileTime before = FileTime.fromMillis(System.currentTimeMillis());
        if (maven(concat(List.of("package"), arguments), log, this::showModule) != 0) {
            throw failed("the build failed", log);
        }
        try {
            Files.createDirectories(stamp.getParent());
            Files.writeString(stamp, "");
            Files.setLastModifiedTime(stamp, before);
        } catch (IOException e) {
            throw new LauncherException("can't write " + stamp + ": " + e.getMessage());
        }
        Terminal.print("Built in " + Terminal.format(Terminal.since(start)));
    }

    /** The jars carry a fixed time, so a stamp tells when they were built. */
    private boolean isStale(Path stamp, List<String> modules) {
        try {
            if (!Files.exists(stamp)) {
                return true;
            }
            for (String module : modules) {
                Path folder = settings.home().resolve(module);
                if (!Files.exists(folder.resolve("target").resolve(folder.getFileName() + ".jar"))) {
                    return true;
                }
            }
            FileTime built = Files.getLastModifiedTime(stamp);
            for (String source : concat(modules, List.of("pom.xml", ".mvn", "saga", "demo/choreography"))) {
                if (isAnyNewer(settings.home().resolve(source), built)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new LauncherException("can't look for changes: " + e.getMessage());
        }
    }

    private static boolean isAnyNewer(Path root, FileTime time) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/src/test/"))
                    .anyMatch(file -> file.toFile().lastModified() > time.toMillis());
        }
    }

    /** All tests. In CI this includes the benchmarks and the engines that they compare with. */
    void test() {
        Path log = settings.logs().resolve("test.log");
        Terminal.print("Testing (log: " + log + ")");
        long start = System.nanoTime();
        List<String> arguments = new ArrayList<>(List.of("verify"));
        if (System.getenv("CI") != null) {
            arguments.add("-Ppeers");
        }
        if (maven(arguments, log, this::showTests) != 0) {
            throw failed("the tests failed", log);
        }
        Terminal.print("All tests passed in " + Terminal.format(Terminal.since(start)));
    }

    private void showModule(String line) {
        Matcher module = MODULE.matcher(line);
        if (module.find()) {
            Terminal.print("  %s (%s)".formatted(module.group(1), module.group(2)));
        }
    }

    private void showTests(String line) {
        Matcher tests = TESTS.matcher(line);
        if (tests.find()) {
            int failed = Integer.parseInt(tests.group(2)) + Integer.parseInt(tests.group(3));
            Terminal.print("  %4s tests, %d failed, %s skipped  %-9s %s"
                    .formatted(tests.group(1), failed, tests.group(4), tests.group(5), tests.group(6)));
        } else {
            showModule(line);
        }
    }

    private int maven(List<String> arguments, Path log, Consumer<String> listener) {
        List<String> command = new ArrayList<>(List.of(
                settings.home()
                        .resolve(ServiceProcess.IS_WINDOWS ? "mvnw.cmd" : "mvnw")
                        .toString(),
                "-B"));
        command.addAll(arguments);
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(command)
                    .directory(settings.home().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(ServiceProcess.NULL_DEVICE));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            try (BufferedReader lines = process.inputReader();
                    var out = Files.newBufferedWriter(log)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.write(line);
                    out.newLine();
                    out.flush();
                    listener.accept(line);
                }
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new LauncherException("can't run Maven: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted");
        }
    }

    private static List<String> concat(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    /** With the errors of Maven, without its advice. */
    private static LauncherException failed(String what, Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(line ->
                            line.startsWith("[ERROR] ") || (line.startsWith("[WARNING]") && line.contains(".java")))
                    .takeWhile(line -> !line.contains("-> [Help 1]"))
                    .limit(MAX_ERROR_LINES)
                    .forEach(System.err::println);
        } catch (IOException e) {
            Terminal.error("can't read " + log);
        }
        return new LauncherException("%s; the log: %s".formatted(what, log));
    }
}
