package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import maestro.stack.HttpReply;
import maestro.stack.OrchestratorClient;
import maestro.stack.PurchaseRequest;
import org.awaitility.core.ConditionFactory;

/** Clients that buy one book each while the services fail, at all orchestrators in turn. */
final class PurchaseLoad implements AutoCloseable {

    private static final int THREADS = 12;
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final String customer = UUID.randomUUID() + "@load.example";
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, Thread.ofVirtual().factory());
    private final AtomicInteger replied = new AtomicInteger();
    private final List<OrchestratorClient> orchestrators;
    private final List<Future<Optional<HttpReply>>> replies;

    PurchaseLoad(int purchases, List<OrchestratorClient> orchestrators) {
        this.orchestrators = orchestrators;
        this.replies = IntStream.range(0, purchases)
                .mapToObj(number -> threads.submit(() -> buy(number)))
                .toList();
    }

    /** The customer of all purchases. */
    String customer() {
        return customer;
    }

    void awaitReplies(int count) {
        await(count + " replies")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> replied.get() >= count || replies.stream().allMatch(Future::isDone));
    }

    /** The last reply to each client. Empty for a client whose only attempt failed with an unknown result. */
    List<Optional<HttpReply>> replies() throws Exception {
        for (Future<Optional<HttpReply>> reply : replies) {
            reply.get();
        }
        return replies.stream().map(Future::resultNow).toList();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Optional<HttpReply> buy(int number) {
        Optional<HttpReply> reply = switch (number % 3) {
            case 0 -> Optional.of(buyWithKey(number, "wait=30"));
            case 1 -> Optional.of(buyWithKey(number, "respond-async"));
            default -> buyWithoutKey(number);
        };
        replied.incrementAndGet();
        return reply;
    }

    /** Repeats the request at each orchestrator in turn until it is accepted. */
    private HttpReply buyWithKey(int number, String preference) {
        AtomicInteger attempts = new AtomicInteger(number / 3);
        return retry(number)
                .ignoreException(UncheckedIOException.class)
                .until(
                        () -> buy(
                                attempts.getAndIncrement(),
                                "Prefer",
                                preference,
                                "Idempotency-Key",
                                "%s/%d".formatted(customer, number)),
                        PurchaseLoad::isAccepted);
    }

    /** Without a key, the request is repeated only while it certainly has not arrived. */
    private Optional<HttpReply> buyWithoutKey(int number) {
        try {
            return Optional.of(retry(number)
                            .ignoreExceptionsMatching(e -> e.getCause() instanceof ConnectException)
                            .until(() -> buy(number / 3, "Prefer", "respond-async"), reply -> reply.status() != 503))
                    .filter(PurchaseLoad::isAccepted);
        } catch (UncheckedIOException unknownResult) {
            return Optional.empty();
        }
    }

    private static ConditionFactory retry(int number) {
        return await("a reply to purchase " + number)
                .atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100));
    }

    private HttpReply buy(int orchestrator, String... headers) {
        return orchestrators
                .get(orchestrator % orchestrators.size())
                .buy(PurchaseRequest.oneBook().withCustomer(customer), headers);
    }

    /** A request that is not accepted is rejected or in doubt. Other errors are defects. */
    private static boolean isAccepted(HttpReply reply) {
        assertThat(reply.status()).as(reply.body()).isIn(201, 202, 409, 503, 504);
        return Set.of(201, 202, 409).contains(reply.status());
    }
}
