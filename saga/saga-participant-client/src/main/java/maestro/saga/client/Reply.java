package maestro.saga.client;

import feign.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reply that was read completely. */
public record Reply(int status, Map<String, Collection<String>> headers, String body) {

    /**
     * Reads a reply to its end and closes it.
     *
     * @throws IOException also if the reply is larger than {@code maxBytes}; its connection is then closed
     */
    public static Reply read(Response response, int maxBytes) throws IOException {
        try (response) {
            return new Reply(response.status(), response.headers(), text(response.body(), maxBytes));
        }
    }

    private static String text(Response.@Nullable Body body, int maxBytes) throws IOException {
        if (body == null) {
            return "";
        }
        try (InputStream in = body.asInputStream()) {
            byte[] bytes = in.readNBytes(maxBytes);
            if (in.read() >= 0) {
                throw new IOException("the reply is larger than %d bytes".formatted(maxBytes));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public @Nullable String header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst().orElse(null);
    }
}
