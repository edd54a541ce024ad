package maestro.acceptance;

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
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/**
 * The seven services as processes on free ports, over an empty data folder. One stack serves a whole test run: see
 * {@link StackExtension}. Its data and logs are left in {@code target/stack} for whoever looks into a failure.
 */
final class Stack {

    /** In the order of the flow. */
    static final List<String> STEPS = List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final Shop shop;

    private Stack(Path data, Map<String, String> orchestratorSettings) {
        Map<String, String> orchestrated = new HashMap<>(orchestratorSettings);
        for (String step : STEPS) {
            Service service = new Service(step, freePort(), data, Map.of());
            services.put(step, service);
            participants.put(step, new Participant(service.url()));
            orchestrated.put("MAESTRO_PARTICIPANTS_%s_URL".formatted(step.toUpperCase(Locale.ROOT)), service.url());
        }
        Service orchestrator = new Service("orchestrator", freePort(), data, orchestrated);
        services.put("orchestrator", orchestrator);
        shop = new Shop(orchestrator.url());
    }

    static Stack start(Map<String, String> orchestratorSettings) {
        Stack stack = new Stack(emptyFolder(Path.of("target", "stack")), orchestratorSettings);
        try {
            stack.services.values().forEach(Service::start);
            stack.services.values().forEach(Service::awaitReady);
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    Shop shop() {
        return shop;
    }

    Participant participant(String step) {
        return Objects.requireNonNull(participants.get(step), step);
    }

    Service service(String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    Map<String, Participant> participants() {
        return participants;
    }

    Totals totals() {
        return Totals.of(participants.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().audit())));
    }

    /** Brings back what a test left down, clears its faults and waits until what it started has ended. */
    void settle() {
        services.values().forEach(Service::bringBack);
        participants.values().forEach(Participant::clearFaults);
        await("every purchase is final")
                .atMost(Duration.ofMinutes(1))
                .until(() -> shop.unfinished().isEmpty());
    }

    void close() {
        services.values().forEach(Service::askToStop);
        services.values().forEach(Service::stop);
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
    static int freePort() {
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
