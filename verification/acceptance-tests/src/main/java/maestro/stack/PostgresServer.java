package maestro.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** A PostgreSQL server that can be stopped and restarted on the same data and port. */
public final class PostgresServer {

    private final Path folder;
    private EmbeddedPostgres server;

    private PostgresServer(Path folder) {
        this.folder = folder;
        this.server = server(folder, 0);
    }

    static PostgresServer start(Path folder) {
        return new PostgresServer(folder);
    }

    /** The environment of an orchestrator whose journal is on this server. */
    Map<String, String> settings() {
        return Map.of(
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort()),
                "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "postgres");
    }

    public DataSource dataSource() {
        return server.getPostgresDatabase();
    }

    /** A fast shutdown: aborts open transactions, writes a checkpoint and ends. */
    public void stop() {
        end("INT");
    }

    /** An immediate shutdown, like a power failure: the next start recovers committed transactions from the log. */
    public void crash() {
        end("QUIT");
    }

    public void restart() {
        server = server(folder, server.getPort());
    }

    void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(String signal) {
        try {
            Path pidFile = folder.resolve("postmaster.pid");
            String pid = Files.readAllLines(pidFile).getFirst().strip();
            new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
            Awaitility.await("PostgreSQL has ended")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
            Files.deleteIfExists(pidFile);
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static EmbeddedPostgres server(Path folder, int port) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setPort(port == 0 ? Stack.freePort() : port)
                    // As in production. The defaults of the embedded server are off.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
