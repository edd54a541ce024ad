package maestro.benchmarks.system;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests outside the measured load. */
public final class Http {

    private Http() {}

    /** @throws IOException if there is no reply, or its status is an error */
    public static String get(String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(60_000);
        try (var body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            connection.disconnect();
        }
    }

    static boolean isOk(String url) {
        try {
            get(url);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
