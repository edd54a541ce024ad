package maestro.benchmarks.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A PostgreSQL server with an fsync at each commit. */
public final class Postgres implements Database, AutoCloseable {

    private final Path folder;
    private final EmbeddedPostgres server;

    public Postgres(Path data) throws IOException {
        this.folder = data.resolve("postgres");
        this.server = EmbeddedPostgres.builder()
                // The embedded server deletes its data when it is closed.
                .setDataDirectory(folder)
                .setPort(Ports.free())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .start();
    }

    @Override
    public Map<String, String> create(String name) throws SQLException {
        execute("postgres", "create database " + name);
        return Map.of(
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), name),
                "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "postgres");
    }

    @Override
    public long fsyncs() throws SQLException {
        return queryNumber("postgres", "select wal_sync from pg_stat_wal");
    }

    /** The first column of the first row. */
    public long queryNumber(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    public Connection connect(String database) throws SQLException {
        return server.getDatabase("postgres", database).getConnection();
    }

    public void execute(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Duration cpuTime() throws IOException {
        String pid =
                Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        return postmaster.descendants().map(CpuTime::of).reduce(CpuTime.withEndedChildren(postmaster), Duration::plus);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
