package maestro.benchmarks.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import maestro.benchmarks.stub.Stub;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stub in a process of its own. */
public final class Participants implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Integer> ports =
            Stream.generate(Ports::free).limit(Stub.PARTICIPANTS.size()).toList();
    private final Program java;

    public Participants(Path data) throws InterruptedException {
        this.java = Java.main(
                Stub.class,
                "stub",
                data,
                Map.of(),
                ports.stream().map(String::valueOf).toList());
        java.awaitAnswer(url() + "/counts");
    }

    /** How a service finds them. */
    public Map<String, String> settings() {
        return settings(ports);
    }

    static Map<String, String> settings(List<Integer> ports) {
        var settings = new HashMap<String, String>();
        for (int i = 0; i < ports.size(); i++) {
            settings.put(
                    "MAESTRO_PARTICIPANTS_%s_URL"
                            .formatted(Stub.PARTICIPANTS.get(i).toUpperCase(Locale.ROOT)),
                    "http://127.0.0.1:" + ports.get(i));
        }
        return settings;
    }

    /** From now on; counts from zero. */
    public void behave(int delayMs, int cdStatus) throws IOException {
        Http.get(url() + "/settings/%d/%d".formatted(delayMs, cdStatus));
    }

    /** Dos and undos since {@link #behave}. */
    public long calls() throws IOException {
        JsonNode counts = JSON.readTree(Http.get(url() + "/counts"));
        return counts.get("do").asLong() + counts.get("undo").asLong();
    }

    public ProcessHandle handle() {
        return java.handle();
    }

    private String url() {
        return "http://127.0.0.1:" + ports.getFirst();
    }

    @Override
    public void close() {
        java.close();
    }
}
