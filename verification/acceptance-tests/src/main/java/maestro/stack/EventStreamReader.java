package maestro.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import maestro.stack.PurchaseView.Event;

/** Reads a stream of server-sent events as they arrive. */
public final class EventStreamReader implements AutoCloseable {

    /** @param id resumes the stream after this event, as {@code Last-Event-ID} */
    public record ServerSentEvent(String id, Event event) {}

    private final BufferedReader reader;

    public EventStreamReader(InputStream stream) {
        this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** All events up to the first one of this type, or up to the end of the stream. */
    public List<ServerSentEvent> readUntil(String type) throws IOException {
        List<ServerSentEvent> events = new ArrayList<>();
        String id = "";
        StringBuilder data = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5)).append('\n');
            } else if (line.isEmpty() && !data.isEmpty()) {
                events.add(new ServerSentEvent(id, HttpReply.JSON.readValue(data.toString(), Event.class)));
                data.setLength(0);
            }
            if (!events.isEmpty() && events.getLast().event().type().equals(type)) {
                break;
            }
        }
        return events;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
