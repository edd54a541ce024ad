package maestro.benchmarks.system;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks, before and after what is measured. */
public final class Http {

    private Http() {}

    /** @throws IOException also if it isn't a 200 */
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
        } catch (IOException notYet) {
            return false;
        }
    }
}
