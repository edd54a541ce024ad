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
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Shop;
import org.awaitility.core.ConditionFactory;

/** Customers who buy while everything breaks, each a book: one after another, at one shop after another. */
final class Load implements AutoCloseable {

    private static final int AT_A_TIME = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String customer = UUID.randomUUID() + "@load.example";
    private final ExecutorService customers =
            Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory());
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Shop> shops;
    private final List<Future<Optional<Answer>>> answers;

    private Load(int purchases, List<Shop> shops) {
        this.shops = shops;
        this.answers = IntStream.range(0, purchases)
                .mapToObj(n -> customers.submit(() -> buy(n)))
                .toList();
    }

    static Load of(int purchases, List<Shop> shops) {
        return new Load(purchases, shops);
    }

    /** In whose name all of them buy. */
    String customer() {
        return customer;
    }

    void awaitAnswers(int count) {
        await(count + " answers")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> answered.get() >= count || answers.stream().allMatch(Future::isDone));
    }

    /** What each was told in the end; nothing if its only try broke off and it can't know. */
    List<Optional<Answer>> answers() throws Exception {
        for (Future<Optional<Answer>> answer : answers) {
            answer.get();
        }
        return answers.stream().map(Future::resultNow).toList();
    }

    @Override
    public void close() {
        customers.shutdownNow();
    }

    private Optional<Answer> buy(int n) {
        Optional<Answer> told = switch (n % 3) {
            case 0 -> Optional.of(insist(n, "wait=30"));
            case 1 -> Optional.of(insist(n, "respond-async"));
            default -> tryOnce(n);
        };
        answered.incrementAndGet();
        return told;
    }

    /** The same purchase again and again, here and there, until somebody takes it. */
    private Answer insist(int n, String preference) {
        AtomicInteger tries = new AtomicInteger(n / 3);
        return patiently(n)
                .ignoreException(UncheckedIOException.class)
                .until(
                        () -> buy(
                                tries.getAndIncrement(),
                                "Prefer",
                                preference,
                                "Idempotency-Key",
                                "%s/%d".formatted(customer, n)),
                        Load::isTaken);
    }

    /** Without a key it can be sent again only if it surely didn't arrive. */
    private Optional<Answer> tryOnce(int n) {
        try {
            return Optional.of(patiently(n)
                            .ignoreExceptionsMatching(e -> e.getCause() instanceof ConnectException)
                            .until(() -> buy(n / 3, "Prefer", "respond-async"), answer -> answer.status() != 503))
                    .filter(Load::isTaken);
        } catch (UncheckedIOException brokeOff) {
            return Optional.empty();
        }
    }

    private static ConditionFactory patiently(int n) {
        return await("an answer to purchase " + n)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100));
    }

    private Answer buy(int shop, String... headers) {
        return shops.get(shop % shops.size()).buy(Basket.oneBook().boughtBy(customer), headers);
    }

    /** What isn't taken is turned away or unknown, and never an error of ours. */
    private static boolean isTaken(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(201, 202, 409, 503, 504);
        return Set.of(201, 202, 409).contains(answer.status());
    }
}
