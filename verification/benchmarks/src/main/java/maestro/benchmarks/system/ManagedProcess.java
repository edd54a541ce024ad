package maestro.benchmarks.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that ends with this JVM at the latest. Its output is appended to a log file that has its name. */
public final class ManagedProcess implements AutoCloseable {

    /** The root of the repository. */
    private static final Path HOME = Path.of(System.getProperty("maestro.home", "../.."));

    /** The flags of the orchestrator in the launcher. Every system under test gets the same. */
    private static final List<String> SERVER_FLAGS = List.of("-XX:+UseSerialGC", "-Xms96m", "-Xmn64m", "-Xmx512m");

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private final String name;
    private final ProcessBuilder builder;
    private final Process process;

    private ManagedProcess(String name, ProcessBuilder builder) {
        this.name = name;
        this.builder = builder;
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** @param environment added to the environment of this process */
    static ManagedProcess start(String name, Path data, Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(data.resolve(name + ".log").toFile()));
        builder.environment().putAll(environment);
        return new ManagedProcess(name, builder);
    }

    /** @param flags for the JVM, which override the flags of all servers */
    static ManagedProcess startJar(
            String name, Path jar, Path data, Map<String, String> environment, List<String> flags) {
        var arguments = new ArrayList<>(flags);
        arguments.addAll(List.of("-jar", jar.toString()));
        return startJava(name, data, environment, arguments);
    }

    /** Starts a main class of the jar that this class is in. */
    static ManagedProcess startMain(
            Class<?> main, String name, Path data, Map<String, String> environment, List<String> arguments) {
        var all = new ArrayList<>(List.of(
                "-cp",
                jar("verification/benchmarks", "benchmarks").toString(),
                "-Dloader.main=" + main.getName(),
                "org.springframework.boot.loader.launch.PropertiesLauncher"));
        all.addAll(arguments);
        return startJava(name, data, environment, all);
    }

    private static ManagedProcess startJava(
            String name, Path data, Map<String, String> environment, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SERVER_FLAGS);
        command.addAll(arguments);
        var all = new HashMap<>(environment);
        all.put("MAESTRO_DATA", data.resolve(name).toString());
        return start(name, data, all, command);
    }

    static Path jar(String module, String name) {
        return HOME.resolve(module).resolve("target").resolve(name + ".jar");
    }

    /** Starts the process again after {@link #close}. */
    ManagedProcess restart() {
        return new ManagedProcess(name, builder);
    }

    /** @throws IllegalStateException if the process ends, or does not reply with status 200 within two minutes */
    void awaitOk(String url) throws InterruptedException {
        long end = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!Http.isOk(url)) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new IllegalStateException("%s does not reply at %s; see its log".formatted(name, url));
            }
            Thread.sleep(100);
        }
    }

    public Duration cpuTime() {
        return CpuTime.of(process.toHandle());
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Sends SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
