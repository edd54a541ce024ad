package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Fault 36: whatever comes in, nothing is started and nobody answers 5xx. {@code -Dseed=N} repeats a run. */
class BadInputIT extends Scenario {

    static final List<String> STEPS = Stack.STEPS;

    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int CONNECTIONS = 8;

    BadInputIT(Stack stack) {
        super(stack);
    }

    @Test
    void startsNothingAtTheShop() throws Exception {
        String last = shop.buy(Basket.oneBook()).saga().id();
        Totals before = stack.totals();

        List<String> complaints = whenSent(2_400, shop.url(), seed -> new BadRequests(seed, "/purchases", good()));

        assertThat(complaints).as("seed %d", SEED).isEmpty();
        assertThat(shop.list("limit=1")).extracting(Saga::id).as("the newest").containsExactly(last);
        assertThat(stack.totals()).isEqualTo(before);
        assertThat(shop.buy(Basket.oneBook()).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @FieldSource("STEPS")
    void doesNothingAtAParticipant(String step) throws Exception {
        Totals before = stack.totals();
        String url = stack.service(step).url();

        List<String> complaints = whenSent(200, url, seed -> new BadRequests(seed, "/purchases/bad-%d/do", good()));

        assertThat(complaints).as("seed %d", SEED).isEmpty();
        assertThat(stack.totals()).isEqualTo(before);
        assertThat(stack.participant(step).entries("bad-", 1))
                .noneMatch(entry -> entry.purchase().startsWith("bad-"));
        assertThat(shop.buy(Basket.oneBook()).status()).isEqualTo(201);
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
    void armsNoFaultThatMakesNoSense(String fault) {
        Answer answer = stack.participant("cd").arm(fault);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(stack.participant("cd").faults()).isEmpty();
    }

    private static ObjectNode good() {
        return Answer.JSON.valueToTree(Basket.oneBook());
    }

    /** What was answered as it mustn't be. */
    private static List<String> whenSent(int requests, String url, LongFunction<BadRequests> generator)
            throws Exception {
        System.out.printf("%d bad requests to %s, seed %d%n", requests, url, SEED);
        List<Callable<List<String>>> senders = LongStream.range(SEED, SEED + CONNECTIONS)
                .mapToObj(generator)
                .map(bad -> (Callable<List<String>>) () -> send(requests / CONNECTIONS, url, bad))
                .toList();
        return Crowd.of(CONNECTIONS, senders).stream().flatMap(List::stream).toList();
    }

    private static List<String> send(int requests, String url, BadRequests generator) throws IOException {
        List<String> complaints = new ArrayList<>();
        try (Wire wire = new Wire(url)) {
            for (int i = 0; i < requests; i++) {
                BadRequest bad = generator.next();
                String complaint = answer(wire, bad);
                if (complaint != null) {
                    complaints.add("%s %s".formatted(bad, complaint));
                }
            }
        }
        return complaints;
    }

    private static @Nullable String answer(Wire wire, BadRequest bad) {
        try {
            return bad.complaint(wire.exchange(bad.raw()));
        } catch (IOException e) {
            return "was not answered: " + e;
        }
    }
}
