package maestro.saga.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import maestro.saga.client.ParticipantAddresses.Address;
import maestro.saga.engine.Participants;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import maestro.saga.flow.Step.RetryPolicy;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Undone;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Saga;
import maestro.saga.state.UndoEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The outcome of each kind of reply, and faults 6 to 12. */
class OutcomeMapperTest extends StubbedTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Step CD = step("cd");
    private static final Saga SAGA = accepted("id-1");

    @Autowired
    private Participants participants;

    @Autowired
    private ParticipantApi api;

    @Autowired
    private CallTimeouts timeouts;

    @Autowired
    private JsonMapper json;

    @Test
    void mapsAReceiptToDone() {
        assertThat(perform())
                .isInstanceOfSatisfying(
                        Done.class,
                        done -> assertThat(done.receipt().path("by").asString()).isEqualTo("cd"));
    }

    @Test
    void sendsTheInputWithIdAndReceipts() {
        var _ = perform();

        STUBS.verify(
                1,
                postRequestedFor(urlPathMatching("/cd/purchases/id-1/do"))
                        .withRequestBody(equalToJson("{\"id\":\"id-1\",\"receipts\":{},\"customer\":\"ana\"}"))
                        .withoutHeader("Accept-Encoding"));
    }

    @Test
    void sendsEachCallAsASpanOfTheTraceOfItsSaga() {
        Saga saga = accepted("0190a000-0000-7000-8000-000000000001");

        for (Call call : List.of(new Do(CD, 1), new Do(CD, 2), new Undo(CD, 1))) {
            var _ = call(participants, call, saga, LONG);
        }

        assertThat(STUBS.findAll(postRequestedFor(anyUrl())))
                .extracting(request -> request.getHeader("traceparent"))
                .allMatch(trace -> trace.matches("00-0190a000000070008000000000000001-[0-9a-f]{16}-01"))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void mapsAConfirmedUndoToUndone() {
        assertThat(undo()).isEqualTo(new Undone(UndoEffect.REVERSED));
        stub(json(200, reply("UNDONE", "\"effect\":\"NONE\"")));
        assertThat(undo()).isEqualTo(new Undone(UndoEffect.NONE));
        stub(json(200, reply("UNDONE", "\"note\":\"without an effect\"")));
        assertThat(undo()).isEqualTo(new Undone(UndoEffect.UNSPECIFIED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"DONE\"",
                "<html>done</html>",
                "{\"purchase\":\"id-1\"",
                "{}",
                "{\"purchase\":\"id-2\",\"service\":\"cd\",\"state\":\"DONE\",\"receipt\":{}}",
                "{\"purchase\":\"id-1\",\"service\":\"stock\",\"state\":\"DONE\",\"receipt\":{}}",
                "{\"purchase\":\"id-1\",\"service\":\"cd\",\"state\":\"UNDONE\",\"receipt\":{}}",
                "{\"purchase\":\"id-1\",\"service\":\"cd\",\"state\":\"DONE\"}",
                "{\"purchase\":\"id-1\",\"service\":\"cd\",\"state\":\"DONE\",\"receipt\":\"slot\"}",
                "{\"purchase\":[\"id-1\"],\"service\":\"cd\",\"state\":\"DONE\",\"receipt\":{}}"
            })
    void mapsA200WithoutAReceiptToUnknown(String body) {
        stub(json(200, body));

        assertThat(perform()).isInstanceOf(Unknown.class);
    }

    @Test
    void mapsARecordedRefusalToRefused() {
        stub(json(422, problem("refused", "NO_SLOT_LEFT")));

        assertThat(perform()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo("NO_SLOT_LEFT");
            assertThat(refused.detail()).contains("because");
        });
    }

    @Test
    void mapsATombstoneToRefused() {
        stub(json(409, problem("already-undone", "")));

        assertThat(perform())
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo("ALREADY_UNDONE"));
    }

    @Test
    void mapsAReusedIdToRefused() {
        stub(json(422, problem("id-reused", "")));

        assertThat(perform())
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo("ID_REUSED"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 413, 415, 422})
    void mapsARejectedCallToMisconfigured(int status) {
        stub(json(status, "{}"));

        assertThat(perform()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo("MISCONFIGURED");
            assertThat(refused.detail()).contains("HTTP " + status);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void mapsAServerErrorToUnknown(int status) {
        stub(json(status, "{}"));

        assertThat(perform()).isEqualTo(new Unknown("HTTP " + status));
    }

    @Test
    void readsRetryAfterInSecondsAndAsADate() {
        stub(json(503, "{}").withHeader("Retry-After", "7"));
        assertThat(perform()).isEqualTo(new Unknown("HTTP 503", Duration.ofSeconds(7)));

        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(3600).atZone(ZoneOffset.UTC));
        stub(json(429, "{}").withHeader("Retry-After", date));
        assertThat(perform())
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.retryAfter())
                                .isBetween(Duration.ofMinutes(50), Duration.ofMinutes(61)));

        stub(json(503, "{}").withHeader("Retry-After", "soon"));
        assertThat(perform()).isEqualTo(new Unknown("HTTP 503"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        stub(aResponse().withStatus(status).withHeader("Location", STUBS.baseUrl() + "/cd/purchases/id-1/undo"));

        assertThat(perform()).isEqualTo(new Unknown("HTTP %d, not followed".formatted(status)));
        assertThat(STUBS.findAll(postRequestedFor(urlPathMatching(".*/undo")))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void mapsABrokenConnectionToUnknownAndSendsOnce(Fault fault) {
        stub(aResponse().withFault(fault));

        assertThat(perform()).isInstanceOf(Unknown.class);
        assertThat(undo()).isInstanceOf(Unknown.class);
        assertThat(STUBS.findAll(postRequestedFor(anyUrl()))).hasSize(2);
    }

    @Test
    void mapsAnOversizedReplyToUnknown() {
        stub(json(200, "x".repeat(10_000_000)));

        assertThat(perform())
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.detail()).contains("larger than"));
    }

    @Test
    void doesNotDecompressAReply() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[20_000_000]);
        }
        stub(aResponse().withStatus(200).withHeader("Content-Encoding", "gzip").withBody(packed.toByteArray()));

        assertThat(perform()).isInstanceOf(Unknown.class);
    }

    @Test
    void mapsHugeHeadersToUnknown() {
        stub(json(200, "{}").withHeader("X-Huge", "x".repeat(100_000)));

        assertThat(perform()).isInstanceOf(Unknown.class);
    }

    @Test
    void endsASlowReplyAtTheTimeout() {
        stub(json(200, "{\"purchase\":\"id-1\"}").withChunkedDribbleDelay(10, 60_000));

        assertThat(perform(SHORT)).isEqualTo(new Unknown("no answer within 300 ms"));
    }

    @Test
    void endsACallWithoutAReplyAtTheTimeout() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(callTo(silent)).isEqualTo(new Unknown("no answer within 300 ms"));
        }
    }

    @Test
    void endsAReplyWithoutEnd() throws IOException {
        try (var endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> flood(endless));

            assertThat(callTo(endless)).isInstanceOf(Unknown.class);
        }
    }

    private static void flood(ServerSocket server) {
        byte[] chunk = ("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(chunk);
            }
        } catch (IOException e) {
            // The client has closed the connection.
        }
    }

    @Test
    void mapsARefusedConnectionAndAnUnknownHostToUnknown() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(callTo("http://127.0.0.1:" + free)).isInstanceOf(Unknown.class);
        assertThat(callTo("http://no-such-host.invalid")).isInstanceOf(Unknown.class);
    }

    @Test
    void doesNotMapAnUndoThatIsNotFoundToUndone() {
        stub(json(404, "{}"));

        assertThat(undo()).isNotInstanceOf(Undone.class);
    }

    @Test
    void mapsARejectedPivotToUnknown() {
        stub(json(404, "{}"));
        var pivot = new Step("cd", "cd", Kind.PIVOT, LONG, CD.retryPolicy());

        assertThat(call(participants, new Do(pivot, 1), LONG)).isInstanceOf(Unknown.class);
    }

    private Outcome callTo(ServerSocket server) {
        return callTo("http://127.0.0.1:" + server.getLocalPort());
    }

    private Outcome callTo(String url) {
        var addresses = new ParticipantAddresses(Map.of("cd", new Address(URI.create(url), 1)));
        var outcomes = new OutcomeMapper(json, InstantSource.system());
        var elsewhere = new FeignParticipants(api, addresses, outcomes, timeouts, json);
        return call(elsewhere, new Do(CD, 1), SHORT);
    }

    private static Outcome call(Participants participants, Call call, Duration timeout) {
        return call(participants, call, SAGA, timeout);
    }

    /** Calls on a virtual thread, like the engine. */
    private static Outcome call(Participants participants, Call call, Saga saga, Duration timeout) {
        return CompletableFuture.supplyAsync(
                        () -> participants.call(call, saga, new CallLimits(timeout, LONG)), Thread::startVirtualThread)
                .join();
    }

    private static Saga accepted(String id) {
        return Saga.accepted(
                id,
                Flow.sequence("test", 1, Duration.ofMinutes(1), List.of(CD)),
                new Document("{\"customer\":\"ana\"}"),
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static Step step(String service) {
        var backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
        return new Step(service, service, Kind.COMPENSATABLE, LONG, new RetryPolicy(3, backoff, backoff));
    }

    private Outcome perform() {
        return perform(LONG);
    }

    private Outcome perform(Duration timeout) {
        return call(participants, new Do(CD, 1), timeout);
    }

    private Outcome undo() {
        return call(participants, new Undo(CD, 1), LONG);
    }

    private static void stub(ResponseDefinitionBuilder reply) {
        STUBS.stubFor(post(urlPathMatching("/cd/.*")).atPriority(1).willReturn(reply));
    }

    private static String problem(String type, String reason) {
        return "{\"type\":\"/problems/%s\",\"reason\":\"%s\",\"detail\":\"because\"}".formatted(type, reason);
    }
}
