package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Fault 36: invalid input starts nothing and causes no 5xx. {@code -Dseed=N} repeats a run. */
class BadInputIT extends AcceptanceTest {

    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int CONNECTIONS = 8;

    BadInputIT(Stack stack) {
        super(stack);
    }

    @Test
    void orchestratorRejectsBadRequests() throws Exception {
        String last = orchestrator.buy(PurchaseRequest.oneBook()).purchase().id();
        Totals before = stack.totals();

        List<String> errors =
                send(2_400, orchestrator.url(), seed -> new BadRequestGenerator(seed, "/purchases", validBody()));

        assertThat(errors).as("seed %d", SEED).isEmpty();
        assertThat(orchestrator.purchases("limit=1"))
                .extracting(PurchaseView::id)
                .as("the newest")
                .containsExactly(last);
        assertThat(stack.totals()).isEqualTo(before);
        assertThat(orchestrator.buy(PurchaseRequest.oneBook()).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @FieldSource("maestro.stack.Stack#PARTICIPANTS")
    void participantRejectsBadRequests(String step) throws Exception {
        Totals before = stack.totals();
        String url = stack.service(step).url();

        List<String> errors =
                send(200, url, seed -> new BadRequestGenerator(seed, "/purchases/bad-%d/do", validBody()));

        assertThat(errors).as("seed %d", SEED).isEmpty();
        assertThat(stack.totals()).isEqualTo(before);
        assertThat(stack.participant(step).entries("bad-", 1))
                .noneMatch(entry -> entry.purchase().startsWith("bad-"));
        assertThat(orchestrator.buy(PurchaseRequest.oneBook()).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"nope\"}",
                "{\"on\":\"redo\"}",
                "{\"times\":-1}",
                "{\"times\":1.5}",
                "{\"times\":1,\"times\":2}",
                "{\"probability\":1.1}",
                "{\"probability\":-0.1}",
                "{\"probability\":\"x\"}",
                "{\"delayMs\":-1}",
                "{\"delayMs\":99999999999999999999}",
                "{\"purchase\":\"../x\"}",
                "[]",
                "7",
                "{"
            })
    void participantRejectsInvalidFault(String fault) {
        HttpReply reply = stack.participant("cd").postFault(fault);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(stack.participant("cd").faults()).isEmpty();
    }

    private static ObjectNode validBody() {
        return HttpReply.JSON.valueToTree(PurchaseRequest.oneBook());
    }

    /** Sends the requests over several connections, and returns the wrong replies. */
    private static List<String> send(int requests, String url, LongFunction<BadRequestGenerator> generator)
            throws Exception {
        System.out.printf("%d bad requests to %s, seed %d%n", requests, url, SEED);
        List<Callable<List<String>>> senders = LongStream.range(SEED, SEED + CONNECTIONS)
                .mapToObj(generator)
                .map(each -> (Callable<List<String>>) () -> send(requests / CONNECTIONS, url, each))
                .toList();
        return ConcurrentCalls.run(CONNECTIONS, senders).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> send(int requests, String url, BadRequestGenerator generator) throws IOException {
        List<String> errors = new ArrayList<>();
        try (var connection = new RawHttpConnection(url)) {
            for (int i = 0; i < requests; i++) {
                BadRequest request = generator.next();
                String error = send(request, connection);
                if (error != null) {
                    errors.add("%s: %s".formatted(request, error));
                }
            }
        }
        return errors;
    }

    private static @Nullable String send(BadRequest request, RawHttpConnection connection) {
        try {
            return request.findError(connection.exchange(request.raw()));
        } catch (IOException e) {
            return "no reply: " + e;
        }
    }
}
