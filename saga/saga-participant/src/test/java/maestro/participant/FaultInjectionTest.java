package maestro.participant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import maestro.sample.Http;
import maestro.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SampleTest
class FaultsTest {

    private static final String FAULTS = "/actuator/faults";

    private final Http http;

    FaultsTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    @AfterEach
    void clear() throws Exception {
        http.delete(FAULTS);
    }

    @Test
    void failsEachDoUntilClearedIfNothingElseIsSaid() throws Exception {
        assertThat(arm("{}").body())
                .startsWith("[{\"id\":")
                .contains("\"on\":\"do\",\"kind\":\"fail\"", "\"probability\":1.0", "\"struck\":0")
                .doesNotContain("times", "remaining");

        assertThat(http.perform("fail-1").statusCode()).isEqualTo(503);
        assertThat(http.perform("fail-1").statusCode()).isEqualTo(503);
        assertThat(http.undo("fail-2").statusCode()).isEqualTo(200);
        assertThat(http.get(FAULTS).body()).contains("\"struck\":2");

        assertThat(http.delete(FAULTS).body()).isEqualTo("[]");
        assertThat(http.get("/purchases/fail-1").statusCode()).isEqualTo(404);
        assertThat(http.perform("fail-1").statusCode()).isEqualTo(200);
    }

    @Test
    void strikesOnlyAsOftenAsToldAndIsGoneThen() throws Exception {
        assertThat(arm("{\"times\":2}").body()).contains("\"times\":2", "\"remaining\":2");

        assertThat(http.perform("times").statusCode()).isEqualTo(503);
        assertThat(http.get(FAULTS).body()).contains("\"remaining\":1", "\"struck\":1");
        assertThat(http.perform("times").statusCode()).isEqualTo(503);
        assertThat(http.get(FAULTS).body()).isEqualTo("[]");
        assertThat(http.perform("times").statusCode()).isEqualTo(200);
    }

    @Test
    void strikesOnlyThePurchaseAndTheCallThatItIsMeantFor() throws Exception {
        arm("{\"on\":\"undo\",\"purchase\":\"meant\"}");

        assertThat(http.perform("meant").statusCode()).isEqualTo(200);
        assertThat(http.undo("other").statusCode()).isEqualTo(200);
        assertThat(http.undo("meant").statusCode()).isEqualTo(503);
    }

    @Test
    void drawsTheSameAgainWithTheSameSeed() throws Exception {
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            arm("{\"on\":\"undo\",\"probability\":0.5,\"seed\":42}");
            List<Integer> answers = new ArrayList<>();
            for (int call = 0; call < 20; call++) {
                answers.add(http.undo("drawn-" + call).statusCode());
            }
            runs.add(answers);
            clear();
        }
        assertThat(runs.getFirst()).contains(200, 503).isEqualTo(runs.getLast());
    }

    @Test
    void clearsOneFaultByItsId() throws Exception {
        String first = arm("{\"on\":\"undo\",\"kind\":\"garbage\"}").body();
        arm("{}");
        String id = first.replaceAll("(?s).*?\"id\":\"(\\d+)\".*", "$1");

        assertThat(http.delete(FAULTS + "/" + id).body())
                .contains("\"kind\":\"fail\"")
                .doesNotContain("garbage");
        assertThat(http.delete(FAULTS + "/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void recordsAnInjectedRefusal() throws Exception {
        arm("{\"kind\":\"refuse\",\"times\":1}");

        HttpResponse<String> refused = http.perform("refused");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("/problems/refused", "\"reason\":\"FAULT_INJECTED\"");
        assertThat(http.perform("refused").body()).isEqualTo(refused.body());
        assertThat(http.get("/purchases/refused").body()).contains("\"state\":\"REFUSED\"", "\"effects\":0");
    }

    @Test
    void refusesAnUndoWithoutAnEffect() throws Exception {
        http.perform("kept");
        arm("{\"on\":\"undo\",\"kind\":\"refuse\",\"times\":1}");

        assertThat(http.undo("kept").statusCode()).isEqualTo(422);
        assertThat(http.get("/purchases/kept").body()).contains("\"state\":\"DONE\"");
        assertThat(http.undo("kept").body()).contains("REVERSED");
    }

    @Test
    void delaysACallThatIsThenCarriedOut() throws Exception {
        arm("{\"kind\":\"delay\",\"delayMs\":600000}");

        CompletableFuture<HttpResponse<String>> delayed = inBackground("delayed");
        awaitAStrike();
        assertThat(delayed).isNotDone();
        clear();
        assertThat(delayed.get().statusCode()).isEqualTo(200);
    }

    @Test
    void hangsUntilItIsClearedWithoutAnEffect() throws Exception {
        arm("{\"kind\":\"hang\",\"times\":1}");

        CompletableFuture<String> hanging = CompletableFuture.supplyAsync(() -> rawDo("hanging"));
        await().until(() -> http.get(FAULTS).body().equals("[]"));
        assertThat(hanging).isNotDone();
        clear();
        assertThat(hanging.get()).isEmpty();
        assertThat(http.get("/purchases/hanging").statusCode()).isEqualTo(404);
    }

    @Test
    void losesTheReplyToTheLastByteButKeepsTheEffect() throws Exception {
        arm("{\"kind\":\"lose-reply\",\"times\":1}");

        assertThat(rawDo("lost")).isEmpty();
        HttpResponse<String> replayed = http.perform("lost");
        assertThat(replayed.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(http.get("/purchases/lost").body()).contains("\"effects\":1");
    }

    @Test
    void carriesALateDoOutLater() throws Exception {
        arm("{\"kind\":\"late\",\"times\":1,\"delayMs\":1}");

        assertThat(http.perform("late").statusCode()).isEqualTo(503);
        await().until(() -> http.get("/purchases/late").statusCode() == 200);
        assertThat(http.get("/purchases/late").body()).contains("\"state\":\"DONE\"", "\"effects\":1");
    }

    @Test
    void answersGarbageWithoutAnEffect() throws Exception {
        arm("{\"kind\":\"garbage\",\"times\":1}");

        HttpResponse<String> garbage = http.perform("garbage");
        assertThat(garbage.statusCode()).isEqualTo(200);
        assertThat(garbage.body()).doesNotContain("receipt\":");
        assertThat(http.get("/purchases/garbage").statusCode()).isEqualTo(404);
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
    void refusesWhatIsNoFault(String fault, String field) throws Exception {
        HttpResponse<String> refused = arm(fault);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).contains("\"field\":\"%s\"".formatted(field));
        assertThat(http.get(FAULTS).body()).isEqualTo("[]");
    }

    @Test
    void armsNoMoreThanAHundred() throws Exception {
        for (int armed = 0; armed < 100; armed++) {
            assertThat(arm("{\"purchase\":\"nobody\"}").statusCode()).isEqualTo(200);
        }
        assertThat(arm("{}").statusCode()).isEqualTo(409);
    }

    private HttpResponse<String> arm(String fault) throws Exception {
        return http.post(FAULTS, fault);
    }

    private void awaitAStrike() {
        await().until(() -> http.get(FAULTS).body().contains("\"struck\":1"));
    }

    private CompletableFuture<HttpResponse<String>> inBackground(String id) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return http.perform(id);
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
    }

    private String rawDo(String id) {
        String body = Http.purchase("tok_visa");
        try {
            return http.raw("""
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
