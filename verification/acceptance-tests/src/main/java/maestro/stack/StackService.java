package maestro.stack;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import maestro.process.ServiceProcess;

/** A service of a stack. It restarts on the same port and data, and ends with this JVM. */
public final class StackService extends ServiceProcess {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);
    private static final int LOG_TAIL_LINES = 40;

    /** For a fast start: all services of a stack share the machine with the tests. */
    private static final List<String> JVM_FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m", "-Xshare:auto");

    private static final Path HOME = Path.of(System.getProperty("maestro.home", "../.."));

    /** The folders that contain modules of services. */
    private static final List<Path> MODULE_FOLDERS = List.of(HOME, HOME.resolve("demo"));

    private final Path data;
    private final Map<String, String> environment;
    private boolean hasStarted;
    private volatile boolean isShutDown;

    public StackService(String name, int port, Path data, Map<String, String> environment) {
        super(name, port, data.resolve(name + ".log"), null);
        this.data = data;
        this.environment = environment;
    }

    /** The same service on the same port and data, with additional settings. Only one of the two may run at a time. */
    public StackService withSettings(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(settings);
        return new StackService(name(), port(), data, all);
    }

    public void start() {
        Map<String, String> all = new HashMap<>(environment);
        all.put("MAESTRO_DATA", data.toString());
        if (!hasStarted) {
            hasStarted = true;
            Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown));
        }
        try {
            launch(command(), data, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (isShutDown) {
            kill();
        }
    }

    /** Also ends a process that another thread is about to start. */
    private void shutDown() {
        isShutDown = true;
        kill();
    }

    /** @throws IllegalStateException with the end of the log, if the process ends or does not become ready */
    public void awaitReady() {
        try {
            await(name())
                    .atMost(START_TIMEOUT)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> isDown() || isReady());
        } catch (RuntimeException e) {
            throw new IllegalStateException("%s is not ready: %s".formatted(name(), logTail()), e);
        }
        if (isDown()) {
            throw new IllegalStateException("%s ended while starting: %s".formatted(name(), logTail()));
        }
    }

    /** Starts the process if it is down, and resumes it if it is paused. */
    public void ensureRunning() {
        if (isDown()) {
            start();
            awaitReady();
        } else {
            resume();
        }
    }

    /** SIGKILL. */
    public void kill() {
        requestKill();
        awaitEnd(KILL_TIMEOUT);
    }

    /** SIGTERM, and SIGKILL if the process does not end in time. */
    public void stop() {
        requestStop();
        if (!awaitEnd(STOP_TIMEOUT)) {
            kill();
        }
    }

    private List<String> command() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String jar = jar().toAbsolutePath().toString();
        // Only the PropertiesLauncher adds classes to those of the jar.
        List<String> launch = environment.containsKey("LOADER_PATH")
                ? List.of("-cp", jar, "org.springframework.boot.loader.launch.PropertiesLauncher")
                : List.of("-jar", jar);
        return Stream.of(List.of(java.toString()), JVM_FLAGS, launch)
                .flatMap(List::stream)
                .toList();
    }

    private Path jar() {
        String module = name().replaceFirst("-\\d+$", "") + "-service";
        return MODULE_FOLDERS.stream()
                .map(folder -> folder.resolve(module).resolve("target").resolve(module + ".jar"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s.jar is not built".formatted(module)));
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "no log at " + log();
        }
    }
}
