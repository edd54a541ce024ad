package maestro.benchmarks.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Restate's server with its own settings, as npm brings it: one node, whose log is forced to disk at each write. */
public final class Restate implements Database, AutoCloseable {

    private static final String VERSION = "1.7.12";
    private static final Pattern FORCED = Pattern.compile("(?m)^restate_rocksdb_wal_synced_total\\{.*} (\\d+)$");

    private final String ingress = "127.0.0.1:" + Ports.free();
    private final String admin = "127.0.0.1:" + Ports.free();
    private final String node = "127.0.0.1:" + Ports.free();
    private final Program server;

    /**
     * @param packages where npm puts it, if it isn't there yet
     * @throws IllegalStateException if it can't be had
     */
    public Restate(Path data, Path packages) throws InterruptedException {
        var settings = Map.of(
                "RESTATE_INGRESS__BIND_ADDRESS",
                ingress,
                "RESTATE_ADMIN__BIND_ADDRESS",
                admin,
                "RESTATE_BIND_ADDRESS",
                node,
                "RESTATE_LISTEN_MODE",
                "tcp",
                "RESTATE_LOG_FILTER",
                "warn",
                "RESTATE_DISABLE_TELEMETRY",
                "true");
        String folder = data.resolve("restate").toString();
        this.server = Program.start(
                "restate-server",
                data,
                settings,
                List.of(binary(packages).toString(), "--no-logo", "--node-name", "bench", "--base-dir", folder));
        server.awaitAnswer("http://" + ingress + "/restate/health");
    }

    private static Path binary(Path packages) throws InterruptedException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        String name = "@restatedev/restate-server-%s-%s".formatted(system, processor);
        Path binary = packages.resolve("node_modules").resolve(name).resolve("bin/restate-server");
        if (!Files.exists(binary)) {
            fetch(name, packages);
        }
        return binary;
    }

    /** Without the scripts of packages, one of which tells its maker of each installation. */
    private static void fetch(String name, Path packages) throws InterruptedException {
        try {
            Files.createDirectories(packages);
            int exit = new ProcessBuilder(
                            "npm", "install", "--prefix", packages.toString(), "--ignore-scripts", name + "@" + VERSION)
                    .redirectErrorStream(true)
                    .redirectOutput(packages.resolve("npm.log").toFile())
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("npm didn't fetch %s; see %s".formatted(name, packages));
            }
        } catch (IOException e) {
            throw new IllegalStateException("npm, which brings it, isn't there", e);
        }
    }

    /** There is but one. */
    @Override
    public Map<String, String> part(String name) {
        return Map.of("PEER_RESTATE_INGRESS", "http://" + ingress, "PEER_RESTATE_ADMIN", "http://" + admin);
    }

    @Override
    public long forced() throws IOException {
        return FORCED.matcher(Http.get("http://" + node + "/metrics"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    @Override
    public Duration cpu() {
        return Cpu.of(server.handle());
    }

    @Override
    public void close() {
        server.close();
    }
}
