package maestro.participant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import maestro.sample.SampleTest;
import maestro.sample.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SampleTest
class FaultInjectionTest {

    private static final String FAULTS = "/actuator/faults";

    private final TestClient client;

    FaultInjectionTest(@LocalServerPort int port) {
        this.client = new TestClient(port);
    }

    @AfterEach
    void clear() throws Exception {
        client.delete(FAULTS);
    }

    @Test
    void failsEveryDoByDefaultUntilCleared() throws Exception {
        assertThat(arm("{}").body())
                .startsWith("[{\"id\":")
                .contains("\"on\":\"do\",\"kind\":\"fail\"", "\"probability\":1.0", "\"struck\":0")
                .doesNotContain("times", "remaining");

        assertThat(client.perform("fail-1").statusCode()).isEqualTo(503);
        assertThat(client.perform("fail-1").statusCode()).isEqualTo(503);
        assertThat(client.undo("fail-2").statusCode()).isEqualTo(200);
        assertThat(client.get(FAULTS).body()).contains("\"struck\":2");

        assertThat(client.delete(FAULTS).body()).isEqualTo("[]");
        assertThat(client.get("/purchases/fail-1").statusCode()).isEqualTo(404);
        assertThat(client.perform("fail-1").statusCode()).isEqualTo(200);
    }

    @Test
    void affectsAtMostTheGivenNumberOfCalls() throws Exception {
        assertThat(arm("{\"times\":2}").body()).contains("\"times\":2", "\"remaining\":2");

        assertThat(client.perform("times").statusCode()).isEqualTo(503);
        assertThat(client.get(FAULTS).body()).contains("\"remaining\":1", "\"struck\":1");
        assertThat(client.perform("times").statusCode()).isEqualTo(503);
        assertThat(client.get(FAULTS).body()).isEqualTo("[]");
        assertThat(client.perform("times").statusCode()).isEqualTo(200);
    }

    @Test
    void affectsOnlyTheGivenPurchaseAndCall() throws Exception {
        arm("{\"on\":\"undo\",\"purchase\":\"given\"}");

        assertThat(client.perform("given").statusCode()).isEqualTo(200);
        assertThat(client.undo("other").statusCode()).isEqualTo(200);
        assertThat(client.undo("given").statusCode()).isEqualTo(503);
    }

    @Test
    void affectsTheSameCallsWithTheSameSeed() throws Exception {
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            arm("{\"on\":\"undo\",\"probability\":0.5,\"seed\":42}");
            List<Integer> statuses = new ArrayList<>();
            for (int call = 0; call < 20; call++) {
                statuses.add(client.undo("seeded-" + call).statusCode());
            }
            runs.add(statuses);
            clear();
        }
        assertThat(runs.getFirst()).contains(200, 503).isEqualTo(runs.getLast());
    }

    @Test
    void clearsFaultById() throws Exception {
        String first = arm("{\"on\":\"undo\",\"kind\":\"garbage\"}").body();
        arm("{}");
        String id = first.replaceAll("(?s).*?\"id\":\"(\\d+)\".*", "$1");

        assertThat(client.delete(FAULTS + "/" + id).body())
                .contains("\"kind\":\"fail\"")
                .doesNotContain("garbage");
        assertThat(client.delete(FAULTS + "/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void recordsInjectedRefusal() throws Exception {
        arm("{\"kind\":\"refuse\",\"times\":1}");

        HttpResponse<String> refused = client.perform("refused");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("/problems/refused", "\"reason\":\"FAULT_INJECTED\"");
        assertThat(client.perform("refused").body()).isEqualTo(refused.body());
        assertThat(client.get("/purchases/refused").body()).contains("\"state\":\"REFUSED\"", "\"effects\":0");
    }

    @Test
    void refusesUndoWithoutEffect() throws Exception {
        client.perform("kept");
        arm("{\"on\":\"undo\",\"kind\":\"refuse\",\"times\":1}");

        assertThat(client.undo("kept").statusCode()).isEqualTo(422);
        assertThat(client.get("/purchases/kept").body()).contains("\"state\":\"DONE\"");
        assertThat(client.undo("kept").body()).contains("REVERSED");
    }

    @Test
    void carriesOutDelayedCall() throws Exception {
        arm("{\"kind\":\"delay\",\"delayMs\":600000}");

        CompletableFuture<HttpResponse<String>> delayed = inBackground("delayed");
        awaitAffectedCall();
        assertThat(delayed).isNotDone();
        clear();
        assertThat(delayed.get().statusCode()).isEqualTo(200);
    }

    @Test
    void hangsUntilClearedWithoutEffect() throws Exception {
        arm("{\"kind\":\"hang\",\"times\":1}");

        CompletableFuture<String> hanging = CompletableFuture.supplyAsync(() -> rawDo("hanging"));
        await().until(() -> client.get(FAULTS).body().equals("[]"));
        assertThat(hanging).isNotDone();
        clear();
        assertThat(hanging.get()).isEmpty();
        assertThat(client.get("/purchases/hanging").statusCode()).isEqualTo(404);
    }

    @Test
    void closesConnectionWithoutResponseAndKeepsEffect() throws Exception {
        arm("{\"kind\":\"lose-reply\",\"times\":1}");

        assertThat(rawDo("lost")).isEmpty();
        HttpResponse<String> replayed = client.perform("lost");
        assertThat(replayed.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(client.get("/purchases/lost").body()).contains("\"effects\":1");
    }

    @Test
    void carriesOutLateDoAfterFailure() throws Exception {
        arm("{\"kind\":\"late\",\"times\":1,\"delayMs\":1}");

        assertThat(client.perform("late").statusCode()).isEqualTo(503);
        await().until(() -> client.get("/purchases/late").statusCode() == 200);
        assertThat(client.get("/purchases/late").body()).contains("\"state\":\"DONE\"", "\"effects\":1");
    }

    @Test
    void returnsGarbageWithoutEffect() throws Exception {
        arm("{\"kind\":\"garbage\",\"times\":1}");

        HttpResponse<String> garbage = client.perform("garbage");
        assertThat(garbage.statusCode()).isEqualTo(200);
        assertThat(garbage.body()).doesNotContain("receipt\":");
        assertThat(client.get("/purchases/garbage").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"explode"}        | kind
            {"on":"redo"}             | on
            {"times":0}               | times
            {"times":"2"}             | times
            {"times":1.5}             | times
            {"probability":1.1}       | probability
            {"probability":-1}        | probability
            {"delayMs":-1}            | delayMs
            {"delayMs":9999999}       | delayMs
            {"purchase":"../x"}       | purchase
            {"seed":"x"}              | seed
            []                        | body
            """)
    void refusesInvalidFault(String fault, String field) throws Exception {
        HttpResponse<String> refused = arm(fault);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).contains("\"field\":\"%s\"".formatted(field));
        assertThat(client.get(FAULTS).body()).isEqualTo("[]");
    }

    @Test
    void armsAtMostOneHundredFaults() throws Exception {
        for (int armed = 0; armed < 100; armed++) {
            assertThat(arm("{\"purchase\":\"unused\"}").statusCode()).isEqualTo(200);
        }
        assertThat(arm("{}").statusCode()).isEqualTo(409);
    }

    private HttpResponse<String> arm(String fault) throws Exception {
        return client.post(FAULTS, fault);
    }

    private void awaitAffectedCall() {
        await().until(() -> client.get(FAULTS).body().contains("\"struck\":1"));
    }

    private CompletableFuture<HttpResponse<String>> inBackground(String id) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return client.perform(id);
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
    }

    private String rawDo(String id) {
        String body = TestClient.purchase("tok_visa");
        try {
            return client.raw("""
                    POST /purchases/%s/do HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(id, body.getBytes(UTF_8).length, body));
        } catch (IOException reset) {
            return "";
        }
    }
}
