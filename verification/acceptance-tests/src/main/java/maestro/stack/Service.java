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

/** One of the seven as a process of its own, which comes back on the same port and data, and never outlives the tests. */
public final class Service {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final int LOG_TAIL_LINES = 40;

    /** Ready soon matters more here than fast later: seven of them share the machine with the tests. */
    private static final List<String> JVM_FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m", "-Xshare:auto");

    /** Where the repository is, seen from where this runs. */
    private static final Path HOME = Path.of(System.getProperty("maestro.home", "../.."));

    private final String name;
    private final int port;
    private final Path data;
    private final Map<String, String> environment;
    private volatile @Nullable Process process;
    private volatile boolean isOver;
    private boolean paused;

    public Service(String name, int port, Path data, Map<String, String> environment) {
        this.name = name;
        this.port = port;
        this.data = data;
        this.environment = environment;
    }

    /** The same service, on the same port and data, under further settings; one of the two runs at a time. */
    public Service with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(settings);
        return new Service(name, port, data, all);
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
            Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        }
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (isOver) {
            kill();
        }
    }

    /** For good, even if another thread is about to start it again. */
    private void end() {
        isOver = true;
        kill();
    }

    /** Waits until it takes work; a process that ends or never gets there fails with the end of its log. */
    public void awaitReady() {
        Http http = new Http(url());
        try {
            await(name).atMost(START_LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> isDown() || isReady(http));
        } catch (RuntimeException e) {
            throw new IllegalStateException("%s isn't ready: %s".formatted(name, logTail()), e);
        }
        if (process != null && !process.isAlive()) {
            throw new IllegalStateException(
                    "%s ended with %d while starting: %s".formatted(name, process.exitValue(), logTail()));
        }
    }

    public boolean isDown() {
        return process == null || !process.isAlive();
    }

    /** Starts it again if it is down, and lets it go on if it was paused. */
    public void bringBack() {
        if (isDown()) {
            start();
            awaitReady();
        } else if (paused) {
            resume();
        }
    }

    /** As a power cut would end it: SIGKILL, nothing is flushed or told. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(10);
        }
    }

    /** Stands still and keeps its connections open until {@link #resume}. */
    public void pause() {
        signal("STOP");
        paused = true;
    }

    public void resume() {
        signal("CONT");
        paused = false;
    }

    public void askToStop() {
        if (process != null) {
            process.destroy();
        }
    }

    public void stop() {
        askToStop();
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
        String module = name.replaceFirst("-\\d+$", "") + "-service";
        Path jar = HOME.resolve(module).resolve("target").resolve(module + ".jar");
        // Classes beside those of the jar need the launcher that looks for them.
        List<String> launch = environment.containsKey("LOADER_PATH")
                ? List.of("-cp", jar.toString(), "org.springframework.boot.loader.launch.PropertiesLauncher")
                : List.of("-jar", jar.toString());
        return Stream.of(List.of(java.toString()), JVM_FLAGS, launch)
                .flatMap(List::stream)
                .toList();
    }

    private void signal(String signal) {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
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
