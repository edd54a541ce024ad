package maestro.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP client for the participant under test. */
class ParticipantUnderTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI base;
    private final Set<String> performed = ConcurrentHashMap.newKeySet();

    ParticipantUnderTest(URI base) {
        this.base = base;
    }

    Reply perform(String id, Object purchase) {
        performed.add(id);
        return call("POST", "/purchases/%s/do".formatted(id), "application/json", String.valueOf(purchase));
    }

    Reply undo(String id) {
        return call("POST", "/purchases/%s/undo".formatted(id), "application/json", "{}");
    }

    /** Undoes every purchase that was performed. Its tombstone also stops a do that arrives later. */
    void undoAll() {
        performed.forEach(this::undo);
    }

    Reply get(String path) {
        return send(path, HttpRequest.newBuilder(uri(path)).GET());
    }

    Reply entry(String id) {
        return get("/purchases/" + id);
    }

    /** Expects this state in the ledger entry, and these counts of effects and reversals. */
    void expectEntry(String id, String state, int effects, int reversals) {
        Reply entry = entry(id).expectStatus(200).expect("purchase", id).expect("state", state);
        entry.expect(entry.json().path("effects").asInt(-1) == effects, "effects " + effects);
        entry.expect(entry.json().path("reversals").asInt(-1) == reversals, "reversals " + reversals);
    }

    List<JsonNode> list(String after, int limit) {
        return get("/purchases?after=%s&limit=%d".formatted(after, limit))
                .expectStatus(200)
                .expectContentType("application/x-ndjson")
                .body()
                .lines()
                .map(line -> JSON.readTree(line))
                .toList();
    }

    Reply call(String method, String path, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", contentType);
        return send(path, request);
    }

    private URI uri(String path) {
        return URI.create(base.toString().replaceFirst("/$", "") + path);
    }

    private Reply send(String path, HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Reply(request.method() + " " + path, response.statusCode(), response.headers(), response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException("%s %s received no response".formatted(request.method(), path), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Sends a {@code do} and closes the connection without reading the response. */
    void performAndDisconnect(String id, Object purchase) {
        performed.add(id);
        byte[] body = purchase.toString().getBytes(StandardCharsets.UTF_8);
        String head = """
                POST %s HTTP/1.1\r
                Host: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(uri("/purchases/%s/do".formatted(id)).getRawPath(), base.getHost(), body.length);
        try (Socket socket = new Socket(base.getHost(), base.getPort() < 0 ? 80 : base.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
