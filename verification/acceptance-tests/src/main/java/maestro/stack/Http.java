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

/** Calls to one base URL. A call without a reply fails with an {@link UncheckedIOException}. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Includes the body: the timeout of {@link HttpRequest} ends with the headers. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final String baseUrl;

    public Http(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public HttpReply get(String path) {
        return exchange(request(path).GET());
    }

    public HttpReply delete(String path) {
        return exchange(request(path).DELETE());
    }

    /** @param headers name, value, name, value */
    public HttpReply post(String path, String json, String... headers) {
        return exchange(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** @param headers name, value, name, value */
    public HttpReply put(String path, String xml, String... headers) {
        return exchange(
                request(path, headers).header("Content-Type", "application/xml").PUT(BodyPublishers.ofString(xml)));
    }

    /** A body that is read while the service still writes it. */
    public InputStream open(String path, String... headers) {
        return send(request(path, headers).GET().build(), BodyHandlers.ofInputStream())
                .body();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpReply exchange(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request.build(), BodyHandlers.ofString());
        return new HttpReply(response.statusCode(), response.headers(), response.body());
    }

    private static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        var response = CLIENT.sendAsync(request, handler);
        try {
            return response.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(request, e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause()));
        } catch (TimeoutException e) {
            response.cancel(true);
            throw failure(request, new HttpTimeoutException("No complete reply within " + TIMEOUT));
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static UncheckedIOException failure(HttpRequest request, IOException cause) {
        return new UncheckedIOException("%s %s: %s".formatted(request.method(), request.uri(), cause), cause);
    }
}
