package maestro.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls the services. The JDK's oldest client is used because it starts fastest; no proxy is asked. */
final class Http {

    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int EVENT_TIMEOUT_MS = 120_000;

    private Http() {}

    /** @param status 0 if the service did not answer */
    record Reply(int status, String body, @Nullable String error) {

        boolean isAnswered() {
            return status > 0;
        }

        boolean isOk() {
            return status >= 200 && status < 300;
        }

        JsonNode json() {
            try {
                return JsonMapper.shared().readTree(body);
            } catch (JacksonException e) {
                return MissingNode.getInstance();
            }
        }

        /** The detail of a problem document, or the status. */
        String problem() {
            JsonNode problem = json();
            String text = problem.path("detail").asString(problem.path("title").asString(""));
            return text.isEmpty() ? "HTTP " + status : text;
        }
    }

    static Reply get(String url, int timeoutMs) {
        return send("GET", url, null, Map.of(), timeoutMs);
    }

    static Reply send(String method, String url, @Nullable String body, Map<String, String> headers, int timeoutMs) {
        try {
            HttpURLConnection connection = open(url, timeoutMs);
            connection.setRequestMethod(method);
            headers.forEach(connection::setRequestProperty);
            if (body != null) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                connection.setDoOutput(true);
                // A request with a fixed length is never sent twice.
                connection.setFixedLengthStreamingMode(bytes.length);
                connection.getOutputStream().write(bytes);
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Reply(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8), null);
            }
        } catch (IOException e) {
            return new Reply(0, "", e.getMessage());
        }
    }

    /**
     * Reads server-sent events.
     *
     * @param listener of the data of each event; returns false to stop
     * @return the id of the last event
     */
    static String events(String url, String lastId, Predicate<JsonNode> listener) {
        String id = lastId;
        try {
            HttpURLConnection connection = open(url, EVENT_TIMEOUT_MS);
            connection.setRequestProperty("Last-Event-ID", lastId);
            try (var lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("id:")) {
                        id = line.substring(3).strip();
                    } else if (line.startsWith("data:")
                            && !listener.test(JsonMapper.shared().readTree(line.substring(5)))) {
                        return id;
                    }
                }
            }
        } catch (IOException e) {
            // The caller connects again and continues after the last event.
        }
        return id;
    }

    private static HttpURLConnection open(String url, int timeoutMs) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(Math.min(timeoutMs, CONNECT_TIMEOUT_MS));
        connection.setReadTimeout(timeoutMs);
        connection.setInstanceFollowRedirects(false);
        return connection;
    }
}
