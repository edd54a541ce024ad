package maestro.acceptance;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Future.State;
import java.util.stream.Collectors;
import maestro.acceptance.crash.Halt;
import maestro.stack.HttpReply;
import maestro.stack.OrchestratorClient;
import maestro.stack.PurchaseRequest;

/** The clients of the crash matrix. Their requests get no reply, since every purchase is halted at its crash point. */
final class CrashClients implements AutoCloseable {

    private static final int MAX_RUNNING = 32;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final OrchestratorClient orchestrator;
    private final Path folder;
    private final Map<CrashCase, Future<HttpReply>> replies = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CrashClients(OrchestratorClient orchestrator, Path folder) {
        this.orchestrator = orchestrator;
        this.folder = folder;
    }

    /**
     * Returns when every purchase is halted at its first point. At most {@link #MAX_RUNNING} purchases run at a time.
     */
    void buy(List<CrashCase> cases) {
        for (CrashCase crash : cases) {
            awaitRunning(MAX_RUNNING - 1);
            replies.put(crash, threads.submit(() -> buy(crash)));
        }
        awaitRunning(0);
    }

    /** Repeats the same request with the same key. */
    HttpReply buy(CrashCase crash) {
        String customer = crash.customer();
        return orchestrator.buy(
                PurchaseRequest.oneBook().withCustomer(customer), "Prefer", "wait=120", "Idempotency-Key", customer);
    }

    void awaitAllHalts(List<CrashCase> cases) {
        await("every purchase is halted at its last point").atMost(TIMEOUT).until(() -> {
            var halts = halts();
            return cases.stream()
                    .allMatch(crash ->
                            halts.getOrDefault(crash.customer(), List.of()).size()
                                    == crash.points().size());
        });
    }

    /** The halts of each customer's purchase, in order. */
    Map<String, List<Halt>> halts() {
        return Halt.readAll(folder).stream().collect(Collectors.groupingBy(Halt::customer));
    }

    /** Whether the first request had a reply. */
    boolean hadReply(CrashCase crash) {
        return Objects.requireNonNull(replies.get(crash)).state() == State.SUCCESS;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void awaitRunning(int max) {
        await("at most %d purchases run".formatted(max))
                .atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> countRunning() <= max);
    }

    /** A purchase with a planted defect may run past its point and get a reply. */
    private long countRunning() {
        var halts = halts();
        return replies.entrySet().stream()
                .filter(each -> !halts.containsKey(each.getKey().customer()))
                .filter(each -> !each.getValue().isDone())
                .count();
    }
}
