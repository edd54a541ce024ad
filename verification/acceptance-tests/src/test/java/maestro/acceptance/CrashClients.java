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
import maestro.acceptance.crash.Stop;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Shop;

/** Those who buy for the crash matrix. Each waits for an answer that must not come, because the purchase stops at its crash point. */
final class CrashClients implements AutoCloseable {

    private static final int MOVING_AT_MOST = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Shop shop;
    private final Path folder;
    private final Map<CrashCell, Future<Answer>> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CrashClients(Shop shop, Path folder) {
        this.shop = shop;
        this.folder = folder;
    }

    /** Returns when every purchase stands at its first point. No more than a few are on their way at a time. */
    void buy(List<CrashCell> cells) {
        for (CrashCell cell : cells) {
            awaitMoving(MOVING_AT_MOST - 1);
            answers.put(cell, threads.submit(() -> buy(cell)));
        }
        awaitMoving(0);
    }

    /** The same purchase with the same key. */
    Answer buy(CrashCell cell) {
        String customer = cell.customer();
        return shop.buy(Basket.oneBook().boughtBy(customer), "Prefer", "wait=120", "Idempotency-Key", customer);
    }

    void awaitAllStops(List<CrashCell> cells) {
        await("every purchase stands at its last point").atMost(PATIENCE).until(() -> {
            var stops = stops();
            return cells.stream()
                    .allMatch(cell ->
                            stops.getOrDefault(cell.customer(), List.of()).size()
                                    == cell.places().size());
        });
    }

    /** Where each customer's purchase has stopped so far, in order. */
    Map<String, List<Stop>> stops() {
        return Stop.in(folder).stream().collect(Collectors.groupingBy(Stop::customer));
    }

    /** Whether there was any answer to the first try. */
    boolean wasTold(CrashCell cell) {
        return Objects.requireNonNull(answers.get(cell)).state() == State.SUCCESS;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void awaitMoving(int atMost) {
        await("purchases stop")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> moving() <= atMost);
    }

    /** A planted bug may run past its point and tell its client. */
    private long moving() {
        var stops = stops();
        return answers.entrySet().stream()
                .filter(each -> !stops.containsKey(each.getKey().customer()))
                .filter(each -> !each.getValue().isDone())
                .count();
    }
}
