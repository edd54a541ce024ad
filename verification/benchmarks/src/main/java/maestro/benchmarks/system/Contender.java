package maestro.benchmarks.system;

import java.io.IOException;
import java.nio.file.Files;
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
        String name, int port, Program java, @Nullable Database database) implements AutoCloseable {

    public static final String BARE = "bare";
    public static final String PLAIN_FEIGN = "bare, plain Feign";
    public static final String ON_POSTGRES = "engine on PostgreSQL";
    public static final String ON_H2 = "engine on H2";

    /** The participants themselves, by a customer who calls all of them. */
    public static final String DIRECTLY = "the six alone";

    private static final String READINESS = "/actuator/health/readiness";

    public static Contender bare(Path data, Participants participants, String name) {
        var settings = new HashMap<String, String>();
        settings.put("MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_INCLUDE", "readinessState");
        settings.put("SPRING_PROFILES_ACTIVE", name.equals(PLAIN_FEIGN) ? "plain-feign" : "");
        return start(
                name,
                settings,
                participants.settings(),
                null,
                all -> Java.main(BareApplication.class, file(name), data, all, List.of()));
    }

    public static Contender onH2(Path data, Participants participants) {
        return onH2(ON_H2, data, participants.settings());
    }

    /** @param participants where they are */
    public static Contender onH2(String name, Path data, Map<String, String> participants) {
        return engine(name, Map.of(), data, participants, null);
    }

    /** @param settings beside its database, which is called {@link #databaseName} */
    public static Contender onPostgres(
            String name, Path data, Participants participants, Postgres postgres, Map<String, String> settings)
            throws SQLException {
        var all = new HashMap<>(settings);
        all.putAll(postgres.part(databaseName(name)));
        return engine(name, all, data, participants.settings(), postgres);
    }

    /** @throws IllegalStateException if it isn't built */
    public static Contender peer(Peer peer, Path data, Participants participants, @Nullable Database database)
            throws SQLException {
        Path jar = Java.jar("benchmarks/peers/" + peer.folder(), "peer-" + peer.folder());
        if (!Files.exists(jar)) {
            throw new IllegalStateException("it isn't built");
        }
        var settings = new HashMap<>(peer.settings());
        settings.put("MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_INCLUDE", "readinessState");
        if (database != null) {
            settings.putAll(database.part(databaseName(peer.title())));
        }
        return start(
                peer.title(),
                settings,
                participants.settings(),
                database,
                all -> Java.service(file(peer.title()), jar, data, all, peer.flags()));
    }

    public static String databaseName(String name) {
        return file(name).replace('-', '_').toLowerCase(Locale.ROOT);
    }

    /** Of the system of that name; an engine under a name of its own is on PostgreSQL. */
    public static Durability durability(String name) {
        return Peer.titled(name).map(Peer::durability).orElseGet(() -> switch (name) {
            case BARE, PLAIN_FEIGN, DIRECTLY -> Durability.NOTHING;
            case ON_H2 -> Durability.DECISIONS_UNFORCED;
            default -> Durability.DECISIONS;
        });
    }

    /** After it was killed: on the same port and database. */
    public Contender again() {
        return new Contender(name, port, java.again(), database);
    }

    private static Contender engine(
            String name,
            Map<String, String> settings,
            Path data,
            Map<String, String> participants,
            @Nullable Postgres postgres) {
        return start(
                name,
                settings,
                participants,
                postgres,
                all -> Java.service(
                        file(name), Java.jar("orchestrator-service", "orchestrator-service"), data, all, List.of()));
    }

    private static Contender start(
            String name,
            Map<String, String> settings,
            Map<String, String> participants,
            @Nullable Database database,
            Function<Map<String, String>, Program> launch) {
        int port = Ports.free();
        var all = new HashMap<>(settings);
        all.putAll(participants);
        all.put("SERVER_PORT", Integer.toString(port));
        return new Contender(name, port, launch.apply(all), database);
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
    public long forced() throws IOException, SQLException {
        return database == null ? 0 : database.forced();
    }

    @Override
    public void close() throws IOException {
        java.close();
    }
}
