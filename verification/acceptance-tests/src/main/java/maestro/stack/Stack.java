package maestro.stack;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** All services as processes on free ports. The data folder, with databases and logs, is kept after the end. */
public final class Stack {

    /** The six participants of the purchase, in the order of its flow. */
    public static final List<String> PARTICIPANTS =
            List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    public static final String ORCHESTRATOR = "orchestrator";

    private final Map<String, StackService> services = new LinkedHashMap<>();
    private final Map<String, ParticipantClient> participants = new LinkedHashMap<>();
    private final Map<String, OrchestratorClient> orchestrators = new LinkedHashMap<>();
    private final Path data;
    private final @Nullable PostgresServer postgres;

    private Stack(Plan plan, Path data) {
        this.data = data;
        postgres = plan.onPostgres() ? PostgresServer.start(data.resolve("postgres")) : null;
        Map<String, Integer> ports =
                plan.participants().stream().collect(Collectors.toMap(Function.identity(), _ -> freePort()));
        Map<String, String> settings = new HashMap<>(plan.settings());
        ports.forEach((name, port) -> settings.put(
                "MAESTRO_PARTICIPANTS_%s_URL".formatted(name.toUpperCase(Locale.ROOT)), StackService.url(port)));
        for (String name : plan.participants()) {
            var service = new StackService(name, Objects.requireNonNull(ports.get(name)), data, Map.copyOf(settings));
            services.put(name, service);
            participants.put(name, new ParticipantClient(service.url()));
        }
        if (postgres != null) {
            settings.putAll(postgres.settings());
        }
        for (int i = 1; i <= plan.orchestrators(); i++) {
            String name = i == 1 ? ORCHESTRATOR : ORCHESTRATOR + "-" + i;
            var service = new StackService(name, freePort(), data, settings);
            services.put(name, service);
            orchestrators.put(name, new OrchestratorClient(service.url()));
        }
    }

    /**
     * The services to start.
     *
     * @param folder for data and logs; emptied at the start
     * @param participants their names; each jar is in the module {@code <name>-service}
     * @param orchestrators their number; more than one requires PostgreSQL
     * @param onPostgres whether the journal is on PostgreSQL; the participants are on H2
     * @param settings of all services, as environment variables
     */
    public record Plan(
            Path folder,
            List<String> participants,
            int orchestrators,
            boolean onPostgres,
            Map<String, String> settings) {

        /** The six participants, and one orchestrator with its journal on H2. */
        public static Plan onH2(Path folder) {
            return new Plan(folder, PARTICIPANTS, 1, false, Map.of());
        }

        /** The six participants, and two orchestrators with their journal on PostgreSQL. */
        public static Plan onPostgres(Path folder) {
            return new Plan(folder, PARTICIPANTS, 2, true, Map.of());
        }

        public Plan withParticipants(List<String> participants) {
            return new Plan(folder, participants, orchestrators, onPostgres, settings);
        }

        public Plan withSettings(Map<String, String> settings) {
            Map<String, String> all = new HashMap<>(this.settings);
            all.putAll(settings);
            return new Plan(folder, participants, orchestrators, onPostgres, Map.copyOf(all));
        }
    }

    public static Stack start(Plan plan) {
        return start(plan, emptyFolder(plan.folder()));
    }

    /** Starts on the data of an earlier stack in this folder, on other ports. */
    public static Stack restart(Plan plan) {
        return start(plan, plan.folder().toAbsolutePath());
    }

    private static Stack start(Plan plan, Path data) {
        Stack stack = new Stack(plan, data);
        try {
            stack.services.values().forEach(StackService::start);
            stack.services.values().forEach(StackService::awaitReady);
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** The folder with the log and the H2 file of each service. */
    public Path data() {
        return data;
    }

    /** @throws NullPointerException if the journal is on H2 */
    public PostgresServer postgres() {
        return Objects.requireNonNull(postgres, "The journal of this stack is on H2");
    }

    /** The first orchestrator and its replicas. */
    public List<String> orchestratorNames() {
        return List.copyOf(orchestrators.keySet());
    }

    public OrchestratorClient orchestrator(String name) {
        return Objects.requireNonNull(orchestrators.get(name), name);
    }

    public OrchestratorClient orchestrator() {
        return orchestrator(ORCHESTRATOR);
    }

    public List<OrchestratorClient> orchestrators() {
        return List.copyOf(orchestrators.values());
    }

    public ParticipantClient participant(String name) {
        return Objects.requireNonNull(participants.get(name), name);
    }

    public StackService service(String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    public Map<String, ParticipantClient> participants() {
        return participants;
    }

    public Totals totals() {
        return Totals.of(participants.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().audit())));
    }

    /** Restarts stopped services, clears all faults, and waits until no purchase runs in any process. */
    public void restore() {
        services.values().forEach(StackService::ensureRunning);
        participants.values().forEach(ParticipantClient::clearFaults);
        await("all purchases are final")
                .atMost(Duration.ofMinutes(1))
                .until(() -> orchestrator().openPurchases().isEmpty());
        await("no process runs a purchase")
                .atMost(Duration.ofMinutes(1))
                .until(() -> orchestrators().stream().allMatch(each -> each.inFlight() == 0));
    }

    public List<StackService> services() {
        return List.copyOf(services.values());
    }

    /** Stops the services, but not the database. */
    public void stop() {
        services.values().forEach(StackService::requestStop);
        services.values().forEach(StackService::stop);
    }

    public void close() {
        stop();
        if (postgres != null) {
            postgres.close();
        }
    }

    private static Path emptyFolder(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
            return Files.createDirectories(folder).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below the ephemeral ports, so that a killed service finds its port free again. */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(12_000, 32_000)
                .filter(Stack::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
