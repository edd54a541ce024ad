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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service as a process. It restarts on the same port and data, and ends with this JVM. */
public final class ServiceProcess {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final int LOG_TAIL_LINES = 40;

    /** For a fast start: all services of a stack share the machine with the tests. */
    private static final List<String> JVM_FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m", "-Xshare:auto");

    private static final Path HOME = Path.of(System.getProperty("maestro.home", "../.."));

    /** The folders that contain modules of services. */
    private static final List<Path> MODULE_FOLDERS = List.of(HOME, HOME.resolve("demo"));

    private final String name;
    private final int port;
    private final Path data;
    private final Map<String, String> environment;
    private volatile @Nullable Process process;
    private volatile boolean isShutDown;
    private boolean isPaused;

    public ServiceProcess(String name, int port, Path data, Map<String, String> environment) {
        this.name = name;
        this.port = port;
        this.data = data;
        this.environment = environment;
    }

    /** The same service on the same port and data, with additional settings. Only one of the two may run at a time. */
    public ServiceProcess withSettings(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(settings);
        return new ServiceProcess(name, port, data, all);
    }

    public String name() {
        return name;
    }

    public String url() {
        return url(port);
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    public void start() {
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("MAESTRO_DATA", data.toString());
        if (process == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown));
        }
        try {
            process = builder.start();
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
        Http http = new Http(url());
        try {
            await(name)
                    .atMost(START_TIMEOUT)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> isDown() || isReady(http));
        } catch (RuntimeException e) {
            throw new IllegalStateException("%s is not ready: %s".formatted(name, logTail()), e);
        }
        if (process != null && !process.isAlive()) {
            throw new IllegalStateException(
                    "%s ended with status %d while starting: %s".formatted(name, process.exitValue(), logTail()));
        }
    }

    public boolean isDown() {
        return process == null || !process.isAlive();
    }

    /** Starts the process if it is down, and resumes it if it is paused. */
    public void ensureRunning() {
        if (isDown()) {
            start();
            awaitReady();
        } else if (isPaused) {
            resume();
        }
    }

    /** SIGKILL. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(10);
        }
    }

    /** SIGSTOP. The connections stay open. */
    public void pause() {
        signal("STOP");
        isPaused = true;
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
        isPaused = false;
    }

    /** SIGTERM, without waiting for the end. */
    public void requestStop() {
        if (process != null) {
            process.destroy();
        }
    }

    /** SIGTERM, and SIGKILL if the process does not end in time. */
    public void stop() {
        requestStop();
        if (!awaitEnd(15)) {
            kill();
        }
    }

    private boolean awaitEnd(int seconds) {
        try {
            return process == null || process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<String> command() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String jar = jar().toString();
        // Only the PropertiesLauncher adds classes to those of the jar.
        List<String> launch = environment.containsKey("LOADER_PATH")
                ? List.of("-cp", jar, "org.springframework.boot.loader.launch.PropertiesLauncher")
                : List.of("-jar", jar);
        return Stream.of(List.of(java.toString()), JVM_FLAGS, launch)
                .flatMap(List::stream)
                .toList();
    }

    private Path jar() {
        String module = name.replaceFirst("-\\d+$", "") + "-service";
        return MODULE_FOLDERS.stream()
                .map(folder -> folder.resolve(module).resolve("target").resolve(module + ".jar"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s.jar is not built".formatted(module)));
    }

    private void signal(String signal) {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isReady(Http http) {
        try {
            return http.get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private Path log() {
        return data.resolve(name + ".log");
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
