package maestro.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls to one base URL. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** The client's own timeout ends where the answer's body begins. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String base;

    public Http(String base) {
        this.base = base;
    }

    public Answer get(String path) {
        return answer(request(path).GET().build());
    }

    public Answer delete(String path) {
        return answer(request(path).DELETE().build());
    }

    /** @param headers name, value, name, value */
    public Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        return answer((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** @param headers name, value, name, value */
    public Answer put(String path, String xml, String... headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/xml").PUT(BodyPublishers.ofString(xml));
        return answer((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** An answer that is still being written while it is read. */
    public InputStream open(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        return send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofInputStream())
                .body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private static Answer answer(HttpRequest request) {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    private static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        var answer = CLIENT.sendAsync(request, handler);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(request, e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw failed(request, new HttpTimeoutException("no whole answer within " + PATIENCE));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static UncheckedIOException failed(HttpRequest request, IOException cause) {
        return new UncheckedIOException("%s %s: %s".formatted(request.method(), request.uri(), cause), cause);
    }
}
