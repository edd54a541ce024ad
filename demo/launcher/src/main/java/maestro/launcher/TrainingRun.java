package maestro.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import maestro.launcher.Http.Reply;
import maestro.process.ServiceProcess;
import org.jspecify.annotations.Nullable;

/**
 * Makes the AOT caches that let services start faster. A stack of its own plays purchases; the JVMs of checkout and of
 * the orchestrator record which classes of the libraries they load.
 */
final class TrainingRun {

    private static final List<String> RECORDED = List.of("checkout", Settings.ORCHESTRATOR);
    private static final int ROUNDS = 3;
    private static final int TIMEOUT_MS = 60_000;
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final Stack stack;
    private final Settings settings;
    private final ServiceFiles files;

    private TrainingRun(Settings settings) {
        this.settings = settings;
        this.stack = new Stack(settings);
        this.files = stack.files();
    }

    /** Starts a training run in a process of its own that outlives the launcher and the stack. */
    static void startInBackground(Settings settings) {
        boolean isOff = "never".equals(System.getenv("MAESTRO_TRAINING"));
        if (isOff || settings.javaOptions() != null || new ServiceFiles(settings).hasAllCaches()) {
            return;
        }
        Path log = settings.logs().resolve("training-run.log");
        Terminal.print("A training run for faster starts is under way in the background (log: %s)".formatted(log));
        try {
            new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "trap '' INT HUP; exec nice -n 19 \"$0\" rehearse",
                            settings.home().resolve("maestro").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(ServiceProcess.NULL_DEVICE))
                    .start();
        } catch (IOException e) {
            Terminal.error("the training run can't start: " + e.getMessage());
        }
    }

    static void run(Settings settings) {
        Path data = settings.home().resolve("target").resolve("training-run");
        var run = new TrainingRun(
                settings.with(data, 20_000 + ThreadLocalRandom.current().nextInt(10_000)));
        Runtime.getRuntime().addShutdownHook(new Thread(run::end));
        try (var _ = LauncherLock.acquire(run.settings)) {
            run.train();
        }
    }

    private void end() {
        Settings.SERVICES.forEach(name -> stack.service(name).requestKill());
        try {
            Folders.delete(settings.data());
        } catch (IOException e) {
            Terminal.error("can't remove " + settings.data());
        }
    }

    private void train() {
        long start = System.nanoTime();
        new Build(settings).services();
        files.extract();
        Terminal.print("A stack of its own starts, plays purchases and stops");
        Settings.SERVICES.forEach(name -> stack.start(
                name, folder -> RECORDED.contains(name) ? recording(name, folder) : files.arguments(name, folder)));
        stack.awaitReady(Settings.SERVICES);
        play();
        try {
            // A cache names the folder of its libraries.
            for (String name : RECORDED) {
                Folders.copy(stack.folder(name), settings.data().resolve(name));
            }
            stack.down(Settings.SERVICES);
            for (String name : RECORDED) {
                assemble(name);
            }
        } catch (IOException e) {
            throw new LauncherException("can't make the caches: " + e.getMessage());
        }
        Terminal.print("Done in %s: the next starts are faster".formatted(Terminal.format(Terminal.since(start))));
    }

    private Path configuration(String name) {
        return settings.data().resolve(ServiceFiles.kind(name) + ".recorded");
    }

    private List<String> recording(String name, Path folder) {
        return List.of(
                "-Xlog:aot*=off",
                "-Xlog:cds*=off",
                "-XX:AOTMode=record",
                ServiceFiles.quoted("-XX:AOTConfiguration=" + configuration(name)),
                "-cp",
                ServiceFiles.quoted(ServiceFiles.classPath(ServiceFiles.libraries(folder))),
                "maestro.http.TrainingRun",
                ServiceFiles.quoted(folder.resolve(name + "-service.jar").toString()),
                ServiceFiles.mainClass(name));
    }

    private void play() {
        String purchase = PurchasePlayer.purchase("MUG", 1, "tok_visa", "ana@example.com");
        for (int round = 1; round <= ROUNDS; round++) {
            Terminal.progress("  purchases, round %d of %d".formatted(round, ROUNDS));
            send("shipping", "POST", "/actuator/faults", "{\"times\":3}");
            for (int i = 0; i < 3; i++) {
                Reply reply = send(Settings.ORCHESTRATOR, "POST", "/purchases", purchase);
                String id = reply.json()
                        .path("id")
                        .asString(reply.json().path("purchase").path("id").asString(""));
                send(Settings.ORCHESTRATOR, "GET", "/purchases/" + id + "/history", null);
            }
            send(
                    Settings.ORCHESTRATOR,
                    "POST",
                    "/purchases",
                    PurchasePlayer.purchase("MUG", 1, "tok_declined", "ana@example.com"));
            send("checkout", "POST", "/choreography/purchases", purchase);
            for (String path : List.of(
                    "/",
                    "/purchases",
                    "/flows/purchase",
                    "/flows/purchase.bpmn",
                    "/services",
                    "/catalogue",
                    "/audit",
                    "/openapi",
                    "/actuator/prometheus")) {
                send(Settings.ORCHESTRATOR, "GET", path, null);
            }
            for (String participant : Settings.PARTICIPANTS) {
                for (String path : List.of(
                        "/purchases", "/audit", "/actuator/faults", "/actuator/health", "/actuator/prometheus")) {
                    send(participant, "GET", path, null);
                }
            }
        }
    }

    private Reply send(String service, String method, String path, @Nullable String body) {
        Reply reply =
                Http.send(method, settings.address(service) + path, body, body == null ? Map.of() : JSON, TIMEOUT_MS);
        if (!reply.isAnswered()) {
            throw new LauncherException("%s does not answer %s".formatted(service, path));
        }
        return reply;
    }

    private void assemble(String name) throws IOException {
        String kind = ServiceFiles.kind(name);
        Terminal.progress("  assembling the cache of the " + kind);
        Path folder = settings.data().resolve(name);
        Path made = settings.data().resolve(kind + ".aot");
        String libraries = ServiceFiles.classPath(ServiceFiles.libraries(folder));
        Path log = settings.logs().resolve("assembly.log");
        List<String> command = new ArrayList<>(List.of(ServiceFiles.java().toString()));
        command.addAll(files.jvmOptions(name));
        command.addAll(List.of(
                "-Xlog:aot*=off",
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + configuration(name),
                "-XX:AOTCache=" + made,
                "-cp",
                libraries));
        ServiceFiles.run(command, log);
        // An ordinary start ignores a cache that does not fit. Here that is an error.
        List<String> check = new ArrayList<>(List.of(ServiceFiles.java().toString()));
        check.addAll(files.jvmOptions(name));
        check.addAll(List.of(
                "-XX:AOTMode=on",
                "-XX:AOTCache=" + made,
                "-cp",
                libraries + java.io.File.pathSeparator + folder.resolve(name + "-service.jar"),
                "-version"));
        ServiceFiles.run(check, log);
        files.keepCache(kind, made);
    }
}
