package maestro.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verbs that test and measure. Each runs a program of the folder verification. */
final class VerifyCommands {

    private VerifyCommands() {}

    /** Runs a program on this terminal, and returns its exit code. */
    static int run(Settings settings, List<String> jvmArguments, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(ServiceFiles.java().toString(), "-Dmaestro.home=" + settings.home()));
        command.addAll(jvmArguments);
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return process.waitFor();
        } catch (IOException e) {
            throw new LauncherException("can't start Java: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted");
        }
    }

    private static List<String> jar(Path jar) {
        return List.of("-jar", jar.toString());
    }

    private static void add(List<String> arguments, String name, @Nullable Object value) {
        if (value != null) {
            arguments.add(name);
            arguments.add(value.toString());
        }
    }

    @Command(name = "test", mixinStandardHelpOptions = true, description = "Builds everything and runs all tests.")
    static final class Test implements Callable<Integer> {

        @Override
        public Integer call() {
            new Build(Settings.fromEnvironment()).test();
            return 0;
        }
    }

    @Command(
            name = "simulate",
            mixinStandardHelpOptions = true,
            description = "Runs the engine in simulated worlds, each drawn from a seed.")
    static final class Simulate implements Callable<Integer> {

        @Option(names = "--seeds", description = "The number of worlds. Default: 10000")
        private @Nullable Long seeds;

        @Option(names = "--seed", description = "The first seed; a single world is printed in full.")
        private @Nullable Long seed;

        @Option(names = "--bugs", description = "Plants one defect after another, to show that each is found.")
        private boolean bugs;

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            List<String> arguments = new ArrayList<>();
            add(arguments, "--seeds", seeds);
            add(arguments, "--seed", seed);
            if (bugs) {
                arguments.add("--bugs");
            }
            List<String> jvm = new ArrayList<>(List.of("-XX:+UseParallelGC"));
            jvm.addAll(jar(new Build(settings).verification("simulation")));
            return run(settings, jvm, arguments);
        }
    }

    @Command(
            name = "chaos",
            mixinStandardHelpOptions = true,
            description = {
                "Breaks everything while customers buy, then checks what is left. A stack of its own on free ports.",
                "Exit code 1 if an invariant is broken, 3 if too little happened to tell."
            })
    static final class Chaos implements Callable<Integer> {

        @Option(names = "--minutes", description = "Default: 3")
        private @Nullable Integer minutes;

        @Option(names = "--seed", description = "Repeats which faults strike when.")
        private @Nullable Long seed;

        @Option(names = "--postgres", description = "Two orchestrators over one PostgreSQL.")
        private boolean postgres;

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            List<String> arguments = new ArrayList<>(
                    List.of("--data", settings.data().resolve("chaos").toString()));
            add(arguments, "--minutes", minutes);
            add(arguments, "--seed", seed);
            if (postgres) {
                arguments.add("--postgres");
            }
            return run(settings, jar(new Build(settings).verification("acceptance-tests")), arguments);
        }
    }

    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description = "The same purchases under the same faults, with an orchestrator and without one.")
    static final class Compare implements Callable<Integer> {

        @Option(names = "--purchases", description = "Default: 200")
        private @Nullable Integer purchases;

        @Option(names = "--seed", description = "Repeats the faults.")
        private @Nullable Long seed;

        @Option(names = "--clean", description = "Undoes what the last comparison left half done.")
        private boolean clean;

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            List<String> arguments = new ArrayList<>(
                    List.of("--data", settings.data().resolve("compare").toString()));
            add(arguments, "--purchases", purchases);
            add(arguments, "--seed", seed);
            if (clean) {
                arguments.add("--clean");
            }
            Path jar = new Build(settings).verification("acceptance-tests");
            List<String> jvm = List.of(
                    "-Dloader.main=maestro.compare.Compare",
                    "-cp",
                    jar.toString(),
                    "org.springframework.boot.loader.launch.PropertiesLauncher");
            return run(settings, jvm, arguments);
        }
    }

    @Command(
            name = "bench",
            mixinStandardHelpOptions = true,
            description = "Measures the engine beside the same calls without an engine, on stub participants.")
    static final class Bench implements Callable<Integer> {

        @Option(names = "--quick", description = "Takes less than 5 minutes; keeps no figures.")
        private boolean quick;

        @Option(names = "--only", description = "happy, slow, failing, peers, journal, backoff, services.")
        private @Nullable String only;

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            Path benchmarks = settings.home().resolve("verification").resolve("benchmarks");
            List<String> arguments = new ArrayList<>(List.of(
                    "--data",
                    settings.data().resolve("bench").toString(),
                    "--results",
                    benchmarks.resolve("results").toString()));
            if (quick) {
                arguments.add("--quick");
            }
            add(arguments, "--only", only);
            var build = new Build(settings);
            Path jar = build.verification("benchmarks");
            if (only == null ? !quick : only.contains("peers")) {
                build.peers();
            }
            return run(settings, jar(jar), arguments);
        }
    }
}
