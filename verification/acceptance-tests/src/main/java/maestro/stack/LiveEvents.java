package maestro.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import maestro.stack.Saga.Event;

/** A stream of server-sent events, read as it comes in. */
public final class LiveEvents implements AutoCloseable {

    /** @param id what to send as {@code Last-Event-ID} to go on behind it */
    public record Sent(String id, Event event) {}

    private final BufferedReader reader;

    public LiveEvents(InputStream stream) {
        this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** Every event up to the first of this type, or up to the stream's end. */
    public List<Sent> readUntil(String type) throws IOException {
        List<Sent> sent = new ArrayList<>();
        String id = "";
        StringBuilder data = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5)).append('\n');
            } else if (line.isEmpty() && !data.isEmpty()) {
                sent.add(new Sent(id, Answer.JSON.readValue(data.toString(), Event.class)));
                data.setLength(0);
            }
            if (!sent.isEmpty() && sent.getLast().event().type().equals(type)) {
                break;
            }
        }
        return sent;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
