package maestro.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import maestro.launcher.Terminal.Style;
import maestro.process.ServiceProcess;

/** The services of one data folder. */
final class Stack {

    private static final Duration POLL = Duration.ofMillis(200);

    /** How long a process that was killed may still hold its port. */
    private static final Duration PORT_RELEASE = Duration.ofSeconds(5);

    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private final Settings settings;
    private final ServiceFiles files;

    Stack(Settings settings) {
        this.settings = settings;
        this.files = new ServiceFiles(settings);
    }

    Settings settings() {
        return settings;
    }

    ServiceFiles files() {
        return files;
    }

    ServiceProcess service(String name) {
        return new ServiceProcess(
                name,
                settings.port(name),
                settings.log(name),
                pidFile(name).process().orElse(null));
    }

    /** Whether the service was started and has ended without being stopped. */
    boolean hasCrashed(String name) {
        return pidFile(name).isLeftByCrash();
    }

    /** The folder that holds the running service's own copy of its jars. */
    Path folder(String name) {
        return settings.run().resolve(name);
    }

    private PidFile pidFile(String name) {
        return new PidFile(settings.run().resolve(name + ".pid"));
    }

    /** Starts a copy of the jars: a later build can't replace the code of a running service. */
    void start(String name, Function<Path, List<String>> arguments) {
        try {
            Path folder = folder(name);
            Folders.delete(folder);
            Files.createDirectories(folder);
            files.copyTo(folder, name);
            Files.write(folder.resolve("arguments"), arguments.apply(folder));
            ServiceProcess service = service(name);
            if (Files.exists(service.log())) {
                Files.move(
                        service.log(),
                        service.log().resolveSibling(name + ".log.1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            List<String> command = new ArrayList<>(List.of(ServiceFiles.java().toString()));
            command.addAll(files.jvmOptions(name));
            command.add("@" + folder.resolve("arguments"));
            pidFile(name).write(service.launch(command, settings.data(), environment()));
        } catch (IOException e) {
            throw new LauncherException("can't start %s: %s".formatted(name, e.getMessage()));
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (String participant : Settings.PARTICIPANTS) {
            environment.put(
                    "MAESTRO_PARTICIPANTS_%s_URL".formatted(participant.toUpperCase(Locale.ROOT)),
                    settings.address(participant));
        }
        environment.put("MAESTRO_DATA", settings.data().toString());
        environment.put("MAESTRO_CHOREOGRAPHY", System.getenv().getOrDefault("MAESTRO_CHOREOGRAPHY", "naive"));
        return environment;
    }

    private void forget(String name) {
        try {
            Files.deleteIfExists(pidFile(name).file());
            Folders.delete(folder(name));
        } catch (IOException e) {
            throw new LauncherException("can't remove " + folder(name) + ": " + e.getMessage());
        }
    }

    List<String> running() {
        return Settings.SERVICES.stream()
                .filter(name -> !service(name).isDown())
                .toList();
    }

    /** Starts the services that do not run, and waits until all of the named ones are ready. */
    void up(List<String> names) {
        List<String> missing =
                names.stream().filter(name -> service(name).isDown()).toList();
        names.stream()
                .filter(name -> !missing.contains(name))
                .forEach(name -> Terminal.printService(name, "is running at " + settings.url(name)));
        missing.forEach(this::awaitFreePort);
        if (!missing.isEmpty()) {
            new Build(settings).services();
            files.extract();
            writePortBase();
            missing.forEach(name -> start(name, folder -> files.arguments(name, folder)));
        }
        awaitReady(names);
    }

    private void writePortBase() {
        try {
            Files.writeString(settings.run().resolve("port-base"), Integer.toString(settings.portBase()));
        } catch (IOException e) {
            throw new LauncherException("can't write to %s: %s".formatted(settings.run(), e.getMessage()));
        }
    }

    private void awaitFreePort(String name) {
        long start = System.nanoTime();
        while (isTaken(settings.port(name))) {
            if (Terminal.since(start).compareTo(PORT_RELEASE) > 0) {
                throw new LauncherException(
                        "port %d, which %s needs, is taken by another program: stop it, or set MAESTRO_PORT_BASE"
                                .formatted(settings.port(name), name));
            }
            sleep(POLL);
        }
    }

    private static boolean isTaken(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void awaitReady(List<String> names) {
        long start = System.nanoTime();
        List<String> waiting = new ArrayList<>(names);
        while (!waiting.isEmpty()) {
            for (String name : List.copyOf(waiting)) {
                ServiceProcess service = service(name);
                if (service.isDown()) {
                    throw new LauncherException(
                            "%s ended while it started; its log: %s".formatted(name, service.log()));
                }
                if (service.isReady()) {
                    String ready = Style.GREEN.of("ready");
                    String after = Terminal.format(Terminal.since(start));
                    Terminal.printService(name, "%s after %s at %s".formatted(ready, after, settings.url(name)));
                    waiting.remove(name);
                }
            }
            if (waiting.isEmpty()) {
                return;
            }
            if (Terminal.since(start).toSeconds() >= settings.startSeconds()) {
                throw new LauncherException("not ready after %d s: %s; the log: %s"
                        .formatted(
                                settings.startSeconds(),
                                String.join(" ", waiting),
                                service(waiting.getFirst()).log()));
            }
            Terminal.progress("  waiting for %s, %s"
                    .formatted(String.join(" ", waiting), Terminal.format(Terminal.since(start))));
            sleep(POLL);
        }
    }

    /** Stops the orchestrator first, so that it ends its work while the participants still answer. */
    void down(List<String> names) {
        if (names.contains(Settings.ORCHESTRATOR)) {
            stop(List.of(Settings.ORCHESTRATOR));
        }
        stop(names.stream().filter(name -> !name.equals(Settings.ORCHESTRATOR)).toList());
        if (running().isEmpty()) {
            try {
                Files.deleteIfExists(settings.run().resolve("port-base"));
            } catch (IOException e) {
                throw new LauncherException("can't write to %s: %s".formatted(settings.run(), e.getMessage()));
            }
        }
    }

    private void stop(List<String> names) {
        long start = System.nanoTime();
        List<ServiceProcess> left = new ArrayList<>();
        for (String name : names) {
            ServiceProcess service = service(name);
            if (service.requestStop()) {
                left.add(service);
            } else {
                forget(name);
            }
        }
        boolean killed = false;
        while (!left.isEmpty()) {
            for (ServiceProcess service : List.copyOf(left)) {
                if (service.isDown()) {
                    Terminal.printService(service.name(), "stopped");
                    forget(service.name());
                    left.remove(service);
                }
            }
            Duration waited = Terminal.since(start);
            if (!killed && waited.toSeconds() >= settings.stopSeconds()) {
                killed = true;
                for (ServiceProcess service : left) {
                    Terminal.printService(
                            service.name(),
                            Style.YELLOW.of("killed") + ", because it did not stop within " + settings.stopSeconds()
                                    + " s");
                    service.requestKill();
                }
            } else if (waited.compareTo(
                            Duration.ofSeconds(settings.stopSeconds()).plus(AFTER_KILL))
                    > 0) {
                throw new LauncherException(
                        "could not be killed: " + left.getFirst().name());
            }
            if (!left.isEmpty()) {
                Terminal.progress("  waiting for %s to stop, %d s"
                        .formatted(left.getFirst().name(), waited.toSeconds()));
                sleep(POLL);
            }
        }
    }

    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted");
        }
    }
}
