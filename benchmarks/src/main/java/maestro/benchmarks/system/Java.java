package maestro.benchmarks.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, which doesn't outlive this one. */
public final class Java implements AutoCloseable {

    /** Where the repository is, seen from where this runs. */
    public static final Path HOME = Path.of(System.getProperty("maestro.home", ".."));

    /** As the launcher starts the orchestrator; whoever is compared with it gets the same. */
    public static final List<String> SERVER_FLAGS = List.of("-XX:+UseSerialGC", "-Xmx512m");

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final String name;
    private final ProcessBuilder builder;
    private final Process process;

    private Java(String name, ProcessBuilder builder) {
        this.name = name;
        this.builder = builder;
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** One of the services' jars. */
    public static Java service(String name, String module, String jarName, Path data, Map<String, String> settings) {
        Path jar = HOME.resolve(module).resolve("target").resolve(jarName + ".jar");
        return start(name, data, settings, SERVER_FLAGS, List.of("-jar", jar.toString()));
    }

    /** A main class of this jar. */
    public static Java main(
            Class<?> main, String name, Path data, Map<String, String> settings, List<String> arguments) {
        Path jar = HOME.resolve("benchmarks").resolve("target").resolve("benchmarks.jar");
        var words = new ArrayList<>(List.of(
                "-cp",
                jar.toString(),
                "-Dloader.main=" + main.getName(),
                "org.springframework.boot.loader.launch.PropertiesLauncher"));
        words.addAll(arguments);
        return start(name, data, settings, SERVER_FLAGS, words);
    }

    private static Java start(
            String name, Path data, Map<String, String> settings, List<String> flags, List<String> words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(words);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(data.resolve(name + ".log").toFile()));
        builder.environment().putAll(settings);
        builder.environment().put("MAESTRO_DATA", data.resolve(name).toString());
        return new Java(name, builder);
    }

    /** The same once more, when this one is gone. */
    Java again() {
        return new Java(name, builder);
    }

    /** Waits until there is a 200. */
    public void awaitAnswer(String url) throws InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!Http.isOk(url)) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new IllegalStateException(name + " doesn't answer at " + url + "; see its log");
            }
            Thread.sleep(100);
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** SIGKILL: nothing is flushed or told. */
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
