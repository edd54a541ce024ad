package maestro.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
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
 * Base class for tests of a service's own rules. It starts the application and calls it like the orchestrator, over
 * HTTP and through the fence. All tests of a class share one database: compare totals with those before the call. The
 * settings equal those of {@link ParticipantConformance}, so that Spring reuses one application for both.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = ParticipantConformance.EMPTY_DATABASE)
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ServiceTest {

    private static final int MAX_ATTEMPTS = 20;

    private ParticipantUnderTest participant = new ParticipantUnderTest(URI.create("http://127.0.0.1"));

    @BeforeEach
    void connect(@LocalServerPort int port) {
        participant = new ParticipantUnderTest(URI.create("http://127.0.0.1:" + port));
    }

    /**
     * Sends the {@code do} of the purchase, and repeats it like the orchestrator while the outcome is unknown (503).
     */
    protected Reply perform(Purchase purchase) {
        String body = JsonMapper.shared().writeValueAsString(purchase);
        return retry(() -> participant.perform(id(purchase), body));
    }

    /** Sends the {@code undo} of the purchase, and repeats it like {@link #perform}. */
    protected Reply undo(Purchase purchase) {
        return retry(() -> participant.undo(id(purchase)));
    }

    private static Reply retry(Supplier<Reply> call) {
        Reply reply = call.get();
        for (int attempt = 1; reply.status() == 503 && attempt < MAX_ATTEMPTS; attempt++) {
            reply = call.get();
        }
        return reply;
    }

    /** Returns the service's totals. */
    protected JsonNode audit() {
        return participant.get("/audit").expectStatus(200).json();
    }

    /** Returns the increase of a total since {@code before}, an earlier result of {@link #audit}. */
    protected long increase(JsonNode before, String total) {
        return audit().path(total)
                .bigIntegerValue()
                .subtract(before.path(total).bigIntegerValue())
                .longValueExact();
    }

    /** Asserts the counts of the service's view {@code effects} for this purchase. */
    protected void assertEffects(Purchase purchase, int effects, int reversals) {
        JsonNode entry = participant.entry(id(purchase)).expectStatus(200).json();
        assertThat(entry.path("effects").intValue()).as("effects in %s", entry).isEqualTo(effects);
        assertThat(entry.path("reversals").intValue())
                .as("reversals in %s", entry)
                .isEqualTo(reversals);
    }

    /** Asserts that the service refuses the purchase with this reason and keeps no effect. */
    protected void assertRefused(Purchase purchase, String reason) {
        Reply reply = perform(purchase);
        assertThat(reply.status()).as("%s", reply).isEqualTo(422);
        assertThat(reply.reason()).isEqualTo(reason);
        assertEffects(purchase, 0, 0);
    }

    /**
     * Applies {@code call} to all purchases at the same time, and returns the results in the order of the purchases.
     */
    protected static <T> List<T> concurrently(List<Purchase> purchases, Function<Purchase, T> call) {
        return ConcurrentCalls.run(purchases.stream()
                .<Callable<T>>map(purchase -> () -> call.apply(purchase))
                .toList());
    }

    private static String id(Purchase purchase) {
        return String.valueOf(purchase.id());
    }
}
