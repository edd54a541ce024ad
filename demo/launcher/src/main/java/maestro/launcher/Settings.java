package maestro.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import maestro.process.ServiceProcess;
import org.jspecify.annotations.Nullable;

/**
 * The launcher's settings, from the environment.
 *
 * @param home the folder of the project
 * @param data the folder of databases, logs and pid files
 * @param javaOptions replaces the JVM options of every service; null for the launcher's own
 * @param startSeconds how long a service may take to become ready
 * @param stopSeconds how long a service may take to stop before it is killed
 */
record Settings(
        Path home, Path data, int portBase, @Nullable String javaOptions, int startSeconds, int stopSeconds) {

    static final String ORCHESTRATOR = "orchestrator";

    /** In the order of the flow. */
    static final List<String> PARTICIPANTS = List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    /** In the order of the ports. */
    static final List<String> SERVICES =
            List.of(ORCHESTRATOR, "checkout", "payment", "stock", "cd", "invoice", "shipping");

    private static final int DEFAULT_PORT_BASE = 8080;
    private static final int MAX_PORT_BASE = 65_535 - SERVICES.size() + 1;

    static Settings fromEnvironment() {
        Path home = Path.of(System.getProperty("maestro.home", "."))
                .toAbsolutePath()
                .normalize();
        String folder = System.getenv("MAESTRO_DATA");
        Path data = folder == null || folder.isEmpty()
                ? home.resolve("data")
                : Path.of(folder).toAbsolutePath().normalize();
        return new Settings(
                home,
                data,
                portBase(data),
                System.getenv("MAESTRO_JAVA_OPTS"),
                number("MAESTRO_START_SECONDS", 180),
                number("MAESTRO_STOP_SECONDS", 30));
    }

    /** The port base of a running stack holds for every later command on the same data. */
    private static int portBase(Path data) {
        Path file = data.resolve("run").resolve("port-base");
        try {
            int started =
                    Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : DEFAULT_PORT_BASE;
            int base = number("MAESTRO_PORT_BASE", started);
            if (base < 1 || base > MAX_PORT_BASE) {
                throw new LauncherException(
                        "MAESTRO_PORT_BASE must be from 1 to " + MAX_PORT_BASE + ", but is " + base);
            }
            return base;
        } catch (IOException | NumberFormatException e) {
            throw new LauncherException("can't read " + file + ": " + e.getMessage());
        }
    }

    private static int number(String name, int standard) {
        String text = System.getenv(name);
        try {
            return text == null || text.isEmpty() ? standard : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new LauncherException("%s must be a number, but is \"%s\"".formatted(name, text));
        }
    }

    Settings with(Path otherData, int otherPortBase) {
        return new Settings(home, otherData, otherPortBase, javaOptions, startSeconds, stopSeconds);
    }

    Path run() {
        return data.resolve("run");
    }

    Path logs() {
        return data.resolve("logs");
    }

    Path log(String service) {
        return logs().resolve(service + ".log");
    }

    int port(String service) {
        return portBase + SERVICES.indexOf(service);
    }

    /** For people. */
    String url(String service) {
        return "http://localhost:" + port(service);
    }

    /** For calls. */
    String address(String service) {
        return ServiceProcess.url(port(service));
    }
}
