package maestro.benchmarks.system;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import maestro.benchmarks.bare.BareApplication;
import org.jspecify.annotations.Nullable;

/**
 * Something that sells: a process that takes {@code POST /purchases}.
 *
 * @param database what its journal is in, if that is a server
 */
public record Contender(
        String name, int port, Java java, @Nullable Postgres database) implements AutoCloseable {

    public static final String BARE = "bare";
    public static final String PLAIN_FEIGN = "bare, plain Feign";
    public static final String ON_POSTGRES = "engine on PostgreSQL";
    public static final String ON_H2 = "engine on H2";
    public static final String DBOS = "DBOS on PostgreSQL";

    private static final String READINESS = "/actuator/health/readiness";

    public static Contender bare(Path data, Participants participants, String name) {
        var settings = new HashMap<String, String>();
        settings.put("MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_INCLUDE", "readinessState");
        settings.put("SPRING_PROFILES_ACTIVE", name.equals(PLAIN_FEIGN) ? "plain-feign" : "");
        return start(
                name,
                settings,
                participants,
                null,
                all -> Java.main(BareApplication.class, file(name), data, all, List.of()));
    }

    public static Contender onH2(Path data, Participants participants) {
        return engine(ON_H2, Map.of(), data, participants, null);
    }

    /** @param settings beside its database, which is called {@link #databaseName} */
    public static Contender onPostgres(
            String name, Path data, Participants participants, Postgres postgres, Map<String, String> settings)
            throws SQLException {
        var all = new HashMap<>(settings);
        all.putAll(postgres.database(databaseName(name)));
        return engine(name, all, data, participants, postgres);
    }

    /** The same purchase by DBOS Transact. */
    public static Contender dbos(Path data, Participants participants, Postgres postgres) throws SQLException {
        var settings = new HashMap<>(postgres.database(databaseName(DBOS)));
        settings.put("MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_INCLUDE", "readinessState");
        return start(
                DBOS,
                settings,
                participants,
                postgres,
                all -> Java.service(file(DBOS), "benchmarks/peers/dbos", "peer-dbos", data, all));
    }

    public static String databaseName(String name) {
        return file(name).replace('-', '_').toLowerCase(Locale.ROOT);
    }

    /** After it was killed: on the same port and database. */
    public Contender again() {
        return new Contender(name, port, java.again(), database);
    }

    private static Contender engine(
            String name,
            Map<String, String> settings,
            Path data,
            Participants participants,
            @Nullable Postgres postgres) {
        return start(
                name,
                settings,
                participants,
                postgres,
                all -> Java.service(file(name), "orchestrator-service", "orchestrator-service", data, all));
    }

    private static Contender start(
            String name,
            Map<String, String> settings,
            Participants participants,
            @Nullable Postgres postgres,
            Function<Map<String, String>, Java> launch) {
        int port = Ports.free();
        var all = new HashMap<>(settings);
        all.putAll(participants.settings());
        all.put("SERVER_PORT", Integer.toString(port));
        return new Contender(name, port, launch.apply(all), postgres);
    }

    private static String file(String name) {
        return name.replaceAll("\\W+", "-");
    }

    public Contender awaitReady() throws InterruptedException {
        java.awaitAnswer(url(READINESS));
        return this;
    }

    public String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(port, path);
    }

    /** How often its database forced its log to disk; 0 if it has none that counts that. */
    public long forced() throws SQLException {
        return database == null ? 0 : database.forced();
    }

    @Override
    public void close() throws IOException {
        java.close();
    }
}
