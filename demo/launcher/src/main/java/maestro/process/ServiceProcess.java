package maestro.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A service as a process that listens on a loopback port and writes to a log file. */
public class ServiceProcess {

    public static final boolean IS_WINDOWS = File.separatorChar == '\\';

    /** An empty input, and an output that is discarded. */
    public static final File NULL_DEVICE = new File(IS_WINDOWS ? "NUL" : "/dev/null");

    private static final int READY_TIMEOUT_MS = 2_000;

    private final String name;
    private final int port;
    private final Path log;
    private volatile @Nullable ProcessHandle process;
    private volatile boolean isPaused;

    /** @param process the process, if the service was started before; it may have ended */
    public ServiceProcess(String name, int port, Path log, @Nullable ProcessHandle process) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.process = process;
    }

    public final String name() {
        return name;
    }

    public final int port() {
        return port;
    }

    public final String url() {
        return url(port);
    }

    /** Services listen on the IPv4 loopback address. */
    public static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    public final Path log() {
        return log;
    }

    /** Starts the process, which appends to the log. Ctrl-C in the terminal does not end it. */
    public final ProcessHandle launch(List<String> command, Path directory, Map<String, String> environment)
            throws IOException {
        List<String> shielded = new ArrayList<>();
        if (!IS_WINDOWS) {
            shielded.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        }
        shielded.addAll(command);
        var builder = new ProcessBuilder(shielded)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(NULL_DEVICE));
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        ProcessHandle started = builder.start().toHandle();
        process = started;
        isPaused = false;
        return started;
    }

    public final Optional<ProcessHandle> running() {
        return Optional.ofNullable(process).filter(ProcessHandle::isAlive);
    }

    public final boolean isDown() {
        return running().isEmpty();
    }

    public final boolean isReady() {
        try {
            var connection = (HttpURLConnection)
                    URI.create(url() + "/actuator/health/readiness").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(READY_TIMEOUT_MS);
            connection.setReadTimeout(READY_TIMEOUT_MS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGTERM, without waiting for the end. Returns false if the process does not run. */
    public final boolean requestStop() {
        return running().map(ProcessHandle::destroy).orElse(false);
    }

    /** SIGKILL, without waiting for the end. */
    public final void requestKill() {
        running().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** SIGSTOP. The connections stay open. */
    public final void pause() {
        signal("STOP");
        isPaused = true;
    }

    /** SIGCONT, if the process is paused. */
    public final void resume() {
        if (isPaused) {
            signal("CONT");
            isPaused = false;
        }
    }

    /** Returns false if the process does not end in time. */
    public final boolean awaitEnd(Duration timeout) {
        Optional<ProcessHandle> running = running();
        if (running.isEmpty()) {
            return true;
        }
        try {
            running.get().onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private void signal(String signal) {
        long pid = running()
                .orElseThrow(() -> new IllegalStateException(name + " does not run"))
                .pid();
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
