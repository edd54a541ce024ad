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

/** The services as processes on free ports, over an empty data folder, which is left to whoever looks into a failure. */
public final class Stack {

    /** In the order of the flow. */
    public static final List<String> STEPS = List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    public static final String ORCHESTRATOR = "orchestrator";

    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final Map<String, Shop> shops = new LinkedHashMap<>();
    private final Path data;
    private final @Nullable Postgres postgres;

    private Stack(Plan plan, Path data) {
        this.data = data;
        postgres = plan.onPostgres() ? Postgres.start(data.resolve("postgres")) : null;
        Map<String, Integer> ports = STEPS.stream().collect(Collectors.toMap(Function.identity(), _ -> freePort()));
        Map<String, String> settings = new HashMap<>(plan.settings());
        ports.forEach((step, port) -> settings.put(
                "MAESTRO_PARTICIPANTS_%s_URL".formatted(step.toUpperCase(Locale.ROOT)), Service.url(port)));
        for (String step : STEPS) {
            Service service = new Service(step, Objects.requireNonNull(ports.get(step)), data, Map.copyOf(settings));
            services.put(step, service);
            participants.put(step, new Participant(service.url()));
        }
        if (postgres != null) {
            settings.putAll(postgres.settings());
        }
        for (int i = 1; i <= plan.orchestrators(); i++) {
            String name = i == 1 ? ORCHESTRATOR : ORCHESTRATOR + "-" + i;
            Service orchestrator = new Service(name, freePort(), data, settings);
            services.put(name, orchestrator);
            shops.put(name, new Shop(orchestrator.url()));
        }
    }

    /**
     * What to start.
     *
     * @param folder for data and logs; emptied before
     * @param orchestrators how many; several need a database that they can share
     * @param onPostgres whether the journal is on PostgreSQL; the participants are on H2
     * @param settings of all services, as environment variables
     */
    public record Plan(Path folder, int orchestrators, boolean onPostgres, Map<String, String> settings) {}

    public static Stack start(Plan plan) {
        return start(plan, emptyFolder(plan.folder()));
    }

    /** Over what an earlier stack left in the folder; on other ports. */
    public static Stack startAgain(Plan plan) {
        return start(plan, plan.folder().toAbsolutePath());
    }

    private static Stack start(Plan plan, Path data) {
        Stack stack = new Stack(plan, data);
        try {
            stack.services.values().forEach(Service::start);
            stack.services.values().forEach(Service::awaitReady);
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Where each service's H2 file and log lie. */
    public Path data() {
        return data;
    }

    /** The journal's database, if it isn't an H2 file. */
    public Postgres postgres() {
        return Objects.requireNonNull(postgres, "this stack's journal is on H2");
    }

    /** The orchestrators' names: the first one and its replicas. */
    public List<String> orchestrators() {
        return List.copyOf(shops.keySet());
    }

    public Shop shop(String orchestrator) {
        return Objects.requireNonNull(shops.get(orchestrator), orchestrator);
    }

    public Shop shop() {
        return shop(ORCHESTRATOR);
    }

    public Participant participant(String step) {
        return Objects.requireNonNull(participants.get(step), step);
    }

    public Service service(String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    public Map<String, Participant> participants() {
        return participants;
    }

    public Totals totals() {
        return Totals.of(participants.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().audit())));
    }

    /** Brings back what a test left down, clears its faults and waits until what it started has ended, in whose hands it ever was. */
    public void settle() {
        services.values().forEach(Service::bringBack);
        participants.values().forEach(Participant::clearFaults);
        await("every purchase is final")
                .atMost(Duration.ofMinutes(1))
                .until(() -> shop().unfinished().isEmpty());
        await("nobody calls for one that somebody else has ended")
                .atMost(Duration.ofMinutes(1))
                .until(() -> shops.values().stream().allMatch(shop -> shop.inFlight() == 0));
    }

    public List<Service> services() {
        return List.copyOf(services.values());
    }

    /** Ends the services; the database, if there is one, stays. */
    public void stop() {
        services.values().forEach(Service::askToStop);
        services.values().forEach(Service::stop);
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

    /** Below the range that the system hands out to clients: a service that was killed must find its port free again. */
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
