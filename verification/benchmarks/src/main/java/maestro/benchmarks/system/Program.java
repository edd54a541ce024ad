package maestro.benchmarks.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that doesn't outlive this one. */
public final class Program implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final String name;
    private final ProcessBuilder builder;
    private final Process process;

    private Program(String name, ProcessBuilder builder) {
        this.name = name;
        this.builder = builder;
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** What it says is in a log of its name. */
    static Program start(String name, Path data, Map<String, String> settings, List<String> command) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(data.resolve(name + ".log").toFile()));
        builder.environment().putAll(settings);
        return new Program(name, builder);
    }

    /** The same once more, when this one is gone. */
    Program again() {
        return new Program(name, builder);
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
