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

/** A PostgreSQL server of its own, which can be stopped and started again on the same data and port. */
public final class Postgres {

    private final Path folder;
    private EmbeddedPostgres server;

    private Postgres(Path folder) {
        this.folder = folder;
        this.server = server(folder, 0);
    }

    static Postgres start(Path folder) {
        return new Postgres(folder);
    }

    /** How an orchestrator finds it. */
    Map<String, String> settings() {
        return Map.of(
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort()),
                "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "postgres");
    }

    public DataSource dataSource() {
        return server.getPostgresDatabase();
    }

    /** Breaks off what is under way, writes everything and ends. */
    public void stop() {
        end("INT");
    }

    /** Ends as if the power were cut: what was committed is found again from the log when it starts. */
    public void crash() {
        end("QUIT");
    }

    public void startAgain() {
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
            Awaitility.await("PostgreSQL ends")
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
                    // What is acknowledged is on disk, as in production; embedded servers come without.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
