package maestro.benchmarks.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The Restate server of the npm package with its default settings: one node, with an fsync of its log at each write.
 */
public final class RestateServer implements Database, AutoCloseable {

    private static final String VERSION = "1.7.12";
    private static final Pattern SYNCED = Pattern.compile("(?m)^restate_rocksdb_wal_synced_total\\{.*} (\\d+)$");

    private final String ingress = "127.0.0.1:" + Ports.free();
    private final String admin = "127.0.0.1:" + Ports.free();
    private final String node = "127.0.0.1:" + Ports.free();
    private final ManagedProcess server;

    /**
     * @param packages the folder that npm installs the package in
     * @throws IllegalStateException if the installation fails
     */
    public RestateServer(Path data, Path packages) throws InterruptedException {
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
        this.server = ManagedProcess.start(
                "restate-server",
                data,
                settings,
                List.of(binary(packages).toString(), "--no-logo", "--node-name", "bench", "--base-dir", folder));
        server.awaitOk("http://" + ingress + "/restate/health");
    }

    private static Path binary(Path packages) throws InterruptedException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        String name = "@restatedev/restate-server-%s-%s".formatted(system, processor);
        Path binary = packages.resolve("node_modules").resolve(name).resolve("bin/restate-server");
        if (!Files.exists(binary)) {
            install(name, packages);
        }
        return binary;
    }

    /** Does not run the scripts of the packages, one of which reports each installation to its vendor. */
    private static void install(String name, Path packages) throws InterruptedException {
        try {
            Files.createDirectories(packages);
            int exit = new ProcessBuilder(
                            "npm", "install", "--prefix", packages.toString(), "--ignore-scripts", name + "@" + VERSION)
                    .redirectErrorStream(true)
                    .redirectOutput(packages.resolve("npm.log").toFile())
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("npm failed to install %s; see %s".formatted(name, packages));
            }
        } catch (IOException e) {
            throw new IllegalStateException("npm is not available", e);
        }
    }

    /** All systems share one database. */
    @Override
    public Map<String, String> create(String name) {
        return Map.of("PEER_RESTATE_INGRESS", "http://" + ingress, "PEER_RESTATE_ADMIN", "http://" + admin);
    }

    @Override
    public long fsyncs() throws IOException {
        return SYNCED.matcher(Http.get("http://" + node + "/metrics"))
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }

    @Override
    public Duration cpuTime() {
        return server.cpuTime();
    }

    @Override
    public void close() {
        server.close();
    }
}
