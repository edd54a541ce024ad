package maestro.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import maestro.contract.Purchase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * For the tests of a service's own rules: calls it as the orchestrator does, over HTTP and through its fence. Has the
 * same settings as {@link ParticipantConformance}, so that both share one application.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties =
                "spring.datasource.url=jdbc:h2:mem:${random.uuid};MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1")
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ServiceTest {

    private static final int ATTEMPTS_MAX = 20;

    private Target target = new Target(URI.create("http://127.0.0.1"));

    @BeforeEach
    void aim(@LocalServerPort int port) {
        target = new Target(URI.create("http://127.0.0.1:" + port));
    }

    protected Answer perform(Purchase purchase) {
        String body = JsonMapper.shared().writeValueAsString(purchase);
        return untilKnown(() -> target.perform(String.valueOf(purchase.id()), body));
    }

    protected Answer undo(Purchase purchase) {
        return untilKnown(() -> target.undo(String.valueOf(purchase.id())));
    }

    /** A 503 tells nothing of the outcome: the call is made again, as the orchestrator does. */
    private static Answer untilKnown(Supplier<Reply> call) {
        Reply reply = call.get();
        for (int attempt = 1; reply.status() == 503 && attempt < ATTEMPTS_MAX; attempt++) {
            reply = call.get();
        }
        return new Answer(reply.status(), reply.json());
    }

    protected JsonNode audit() {
        return target.get("/audit").expectStatus(200).json();
    }

    /** By how much a total of the audit has grown since {@code before}. */
    protected long growth(JsonNode before, String total) {
        return audit().path(total)
                .bigIntegerValue()
                .subtract(before.path(total).bigIntegerValue())
                .longValueExact();
    }

    /** Asserts what the service's view {@code effects} counts for this purchase. */
    protected void assertEffects(Purchase purchase, int effects, int reversals) {
        JsonNode entry =
                target.entry(String.valueOf(purchase.id())).expectStatus(200).json();
        assertThat(entry.path("effects").intValue()).as("effects in %s", entry).isEqualTo(effects);
        assertThat(entry.path("reversals").intValue())
                .as("reversals in %s", entry)
                .isEqualTo(reversals);
    }

    protected void assertRefused(Purchase purchase, String reason) {
        Answer answer = perform(purchase);
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(answer.reason()).isEqualTo(reason);
        assertEffects(purchase, 0, 0);
    }

    /** Makes all the calls at the same moment, each on a thread of its own. */
    protected static <T> List<T> together(List<Purchase> purchases, Function<Purchase, T> call) {
        CyclicBarrier start = new CyclicBarrier(purchases.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> calls = purchases.stream()
                    .map(purchase -> threads.submit(() -> {
                        start.await();
                        return call.apply(purchase);
                    }))
                    .toList();
            return calls.stream().map(ServiceTest::result).toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    protected record Answer(int status, JsonNode body) {

        public JsonNode receipt() {
            return body.path("receipt");
        }

        public String reason() {
            return body.path("reason").asString("");
        }
    }
}
