package maestro.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import maestro.launcher.Terminal.Style;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs that start, show and stop services. */
final class StackCommands {

    private static final int HEALTH_TIMEOUT_MS = 3_000;

    private StackCommands() {}

    static List<String> services(@Nullable List<String> names) {
        if (names == null || names.isEmpty()) {
            return Settings.SERVICES;
        }
        for (String name : names) {
            if (!Settings.SERVICES.contains(name)) {
                throw new LauncherException(
                        "unknown service: %s (known: %s)".formatted(name, String.join(" ", Settings.SERVICES)), 2);
            }
        }
        return names;
    }

    @Command(
            name = "demo",
            mixinStandardHelpOptions = true,
            description = "Starts the stack, plays a purchase that completes and one that is undone.")
    static final class Demo implements Callable<Integer> {

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            up(settings, Settings.SERVICES);
            OperateCommands.clearFaults(settings, Settings.PARTICIPANTS);
            String purchase = PurchasePlayer.purchase("BOOK-DDD", 2, "tok_visa", "ana@example.com");
            Terminal.print("");
            Terminal.print(Style.BOLD.of("1. A purchase: every step is done"));
            expect("COMPLETED", new PurchasePlayer(settings).play(purchase), settings);
            Terminal.print("");
            Terminal.print(Style.BOLD.of("2. The same purchase while cd, the distribution centre, is down"));
            OperateCommands.arm(settings, "cd", "{\"kind\":\"fail\"}");
            try {
                var player = new PurchasePlayer(settings);
                expect("UNDONE", player.play(purchase), settings);
                printHoldings(settings, player.id());
            } finally {
                OperateCommands.clearFaults(settings, List.of("cd"));
            }
            Terminal.print("");
            Terminal.print(Style.BOLD.of("3. The audit: what the six services hold"));
            int violations = OperateCommands.audit(settings);
            Terminal.print("");
            Terminal.print("The stack is running. Open " + Style.BOLD.of(settings.url(Settings.ORCHESTRATOR) + "/"));
            Terminal.print("Try next:  ./maestro buy                        another purchase");
            Terminal.print("           ./maestro buy --token tok_declined   a purchase that the bank declines");
            Terminal.print("           ./maestro fault shipping hang        break another service, then buy again");
            Terminal.print("           ./maestro fault clear                clear all faults");
            Terminal.print("           ./maestro down                       stop; the data is kept");
            return violations;
        }

        private static void expect(String status, Optional<String> actual, Settings settings) {
            if (!actual.equals(Optional.of(status))) {
                throw new LauncherException("this purchase should be %s; see %s"
                        .formatted(status, settings.logs().resolve("orchestrator.log")));
            }
        }

        private static void printHoldings(Settings settings, String id) {
            var holdings = Settings.PARTICIPANTS.stream().map(name -> {
                var reply = Http.get(settings.address(name) + "/purchases/" + id, HEALTH_TIMEOUT_MS);
                return name + " "
                        + (reply.status() == 404
                                ? "knows nothing of it"
                                : reply.json().path("state").asString("?"));
            });
            Terminal.print("  The services say: " + String.join(", ", holdings.toList()));
        }
    }

    private static void up(Settings settings, List<String> services) {
        try (var _ = LauncherLock.acquire(settings)) {
            var stack = new Stack(settings);
            int before = stack.running().size();
            stack.up(services);
            if (stack.running().size() > before) {
                TrainingRun.startInBackground(settings);
            }
        }
    }

    @Command(
            name = "up",
            mixinStandardHelpOptions = true,
            description = "Builds what is not built, starts what does not run, waits until it is ready.")
    static final class Up implements Callable<Integer> {

        @Parameters(arity = "0..*", paramLabel = "SERVICE")
        private @Nullable List<String> names;

        @Override
        public Integer call() {
            up(Settings.fromEnvironment(), services(names));
            return 0;
        }
    }

    @Command(name = "down", mixinStandardHelpOptions = true, description = "Stops services; the data is kept.")
    static final class Down implements Callable<Integer> {

        @Parameters(arity = "0..*", paramLabel = "SERVICE")
        private @Nullable List<String> names;

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            List<String> services = services(names);
            if (Files.isDirectory(settings.run())) {
                try (var _ = LauncherLock.acquire(settings)) {
                    new Stack(settings).down(services);
                }
            }
            return 0;
        }
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Shows the services.")
    static final class Status implements Callable<Integer> {

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            Terminal.print("%-13s %5s %8s  %-8s %8s %8s  %s"
                    .formatted("SERVICE", "PORT", "PID", "HEALTH", "MEMORY", "CPU", "UPTIME"));
            Settings.SERVICES.stream()
                    .map(name -> CompletableFuture.supplyAsync(
                            () -> row(settings, name),
                            task -> Thread.ofVirtual().start(task)))
                    .toList()
                    .forEach(row -> Terminal.print(row.join()));
            return 0;
        }

        private static String row(Settings settings, String name) {
            var stack = new Stack(settings);
            var process = stack.service(name).running();
            if (process.isEmpty()) {
                String state = stack.hasCrashed(name)
                        ? Style.RED.of("%-8s".formatted("CRASHED"))
                        : Style.DIM.of("%-8s".formatted("stopped"));
                return "%-13s %5d %8s  %s %8s %8s  %s".formatted(name, settings.port(name), "-", state, "-", "-", "-");
            }
            ProcessHandle.Info info = process.get().info();
            var health = Http.get(settings.address(name) + "/actuator/health", HEALTH_TIMEOUT_MS);
            String state = health.isAnswered() ? health.json().path("status").asString("?") : "SILENT";
            Style style = state.equals("UP") ? Style.GREEN : Style.RED;
            Duration uptime = Duration.between(info.startInstant().orElse(Instant.now()), Instant.now());
            return "%-13s %5d %8d  %s %8s %8s  %s"
                    .formatted(
                            name,
                            settings.port(name),
                            process.get().pid(),
                            style.of("%-8s".formatted(state)),
                            memory(process.get().pid()),
                            info.totalCpuDuration()
                                    .map(cpu -> "%d s".formatted(cpu.toSeconds()))
                                    .orElse("-"),
                            Terminal.format(uptime));
        }

        /** Resident memory, where the system shows it as a file. */
        private static String memory(long pid) {
            try (Stream<String> lines = Files.lines(java.nio.file.Path.of("/proc", Long.toString(pid), "status"))) {
                return lines.filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                        .findFirst()
                        .orElse("-");
            } catch (IOException e) {
                return "-";
            }
        }
    }

    @Command(name = "logs", mixinStandardHelpOptions = true, description = "Prints the end of a service's log.")
    static final class Logs implements Callable<Integer> {

        private static final int LINES = 100;

        @Parameters(paramLabel = "SERVICE")
        private String name = "";

        @Option(names = "-f", description = "Follows the log.")
        private boolean follow;

        @Override
        public Integer call() throws IOException, InterruptedException {
            java.nio.file.Path file =
                    Settings.fromEnvironment().log(services(List.of(name)).getFirst());
            if (!Files.exists(file)) {
                throw new LauncherException("there is no log of %s yet".formatted(name));
            }
            try (var log = Files.newBufferedReader(file)) {
                List<String> lines = log.lines().toList();
                lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(Terminal::print);
                while (follow) {
                    String line = log.readLine();
                    if (line == null) {
                        Thread.sleep(200);
                    } else {
                        Terminal.print(line);
                    }
                }
            }
            return 0;
        }
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Removes the data; refuses while a service runs.")
    static final class Reset implements Callable<Integer> {

        @Override
        public Integer call() throws IOException {
            Settings settings = Settings.fromEnvironment();
            if (!Files.isDirectory(settings.data())) {
                return 0;
            }
            List<String> running = new Stack(settings).running();
            if (!running.isEmpty()) {
                throw new LauncherException(
                        "still running: %s; ./maestro down stops them".formatted(String.join(" ", running)));
            }
            if (!Files.isDirectory(settings.logs())) {
                throw new LauncherException(
                        "%s is not a data folder of Maestro: not removed".formatted(settings.data()));
            }
            try (var _ = LauncherLock.acquire(settings)) {
                Folders.delete(settings.data());
            }
            Terminal.print("Removed " + settings.data());
            return 0;
        }
    }

    @Command(
            name = "rehearse",
            mixinStandardHelpOptions = true,
            description = "Makes the next starts faster: a training run records the AOT caches of the libraries.")
    static final class Rehearse implements Callable<Integer> {

        @Override
        public Integer call() {
            TrainingRun.run(Settings.fromEnvironment());
            return 0;
        }
    }
}
