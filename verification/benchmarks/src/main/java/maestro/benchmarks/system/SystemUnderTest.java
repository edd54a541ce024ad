package maestro.benchmarks.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import maestro.benchmarks.peers.PeerApplication;
import org.jspecify.annotations.Nullable;

/**
 * A process that serves {@code POST /purchases}.
 *
 * @param database the server that stores its journal; null without a server
 */
public record SystemUnderTest(
        String name,
        int port,
        ManagedProcess process,
        @Nullable Database database) implements AutoCloseable {

    public static final String BASELINE = "baseline";
    public static final String PLAIN_FEIGN = "baseline, plain Feign";
    public static final String ON_POSTGRES = "engine on PostgreSQL";
    public static final String ON_H2 = "engine on H2";

    /** No system: the clients call the participants. */
    public static final String DIRECT = "direct calls";

    /** @param participants the settings with the addresses of the participants */
    public static SystemUnderTest baseline(String name, Path data, Map<String, String> participants)
            throws SQLException {
        var settings = new HashMap<>(participants);
        settings.put("SPRING_PROFILES_ACTIVE", name.equals(PLAIN_FEIGN) ? "plain-feign" : "");
        return start(
                name,
                settings,
                null,
                all -> ManagedProcess.startMain(PeerApplication.class, fileName(name), data, all, List.of()));
    }

    /**
     * An engine under a name of its own.
     *
     * @param settings with the addresses of the participants
     * @param postgres the engine has its own database there, see {@link #databaseName}; null for an H2 file
     */
    public static SystemUnderTest engine(
            String name, Path data, Map<String, String> settings, @Nullable Postgres postgres) throws SQLException {
        Path jar = ManagedProcess.jar("orchestrator-service", "orchestrator-service");
        return start(
                name, settings, postgres, all -> ManagedProcess.startJar(fileName(name), jar, data, all, List.of()));
    }

    /** @throws IllegalStateException if the jar of the peer does not exist */
    public static SystemUnderTest peer(
            Peer peer, Path data, Map<String, String> participants, @Nullable Database database) throws SQLException {
        Path jar = ManagedProcess.jar("verification/benchmarks/peers/" + peer.folder(), "peer-" + peer.folder());
        if (!Files.exists(jar)) {
            throw new IllegalStateException("it is not built");
        }
        var settings = new HashMap<>(participants);
        settings.putAll(peer.settings());
        return start(
                peer.title(),
                settings,
                database,
                all -> ManagedProcess.startJar(fileName(peer.title()), jar, data, all, peer.flags()));
    }

    private static SystemUnderTest start(
            String name,
            Map<String, String> settings,
            @Nullable Database database,
            Function<Map<String, String>, ManagedProcess> launch)
            throws SQLException {
        int port = Ports.free();
        var all = new HashMap<>(settings);
        all.put("SERVER_PORT", Integer.toString(port));
        if (database != null) {
            all.putAll(database.create(databaseName(name)));
        }
        return new SystemUnderTest(name, port, launch.apply(all), database);
    }

    public static String databaseName(String name) {
        return fileName(name).replace('-', '_').toLowerCase(Locale.ROOT);
    }

    private static String fileName(String name) {
        return name.replaceAll("\\W+", "-");
    }

    /** An engine under a name of its own is on PostgreSQL. */
    public static Durability durability(String name) {
        return Peer.titled(name).map(Peer::durability).orElseGet(() -> switch (name) {
            case BASELINE, PLAIN_FEIGN, DIRECT -> Durability.NOTHING;
            case ON_H2 -> Durability.DECISIONS_WITHOUT_FSYNC;
            default -> Durability.DECISIONS;
        });
    }

    /** The same process under another name in the results. */
    public SystemUnderTest named(String other) {
        return new SystemUnderTest(other, port, process, database);
    }

    /** Starts the system again after {@link #close}, on the same port and database. */
    public SystemUnderTest restart() {
        return new SystemUnderTest(name, port, process.restart(), database);
    }

    public void awaitReady() throws InterruptedException {
        process.awaitOk(url("/actuator/health/readiness"));
    }

    public String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(port, path);
    }

    @Override
    public void close() {
        process.close();
    }
}
