package maestro.benchmarks.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import maestro.benchmarks.stub.StubServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The {@link StubServer} in its own process. */
public final class StubProcess implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Integer> ports =
            Stream.generate(Ports::free).limit(StubServer.PARTICIPANTS.size()).toList();
    private final ManagedProcess process;

    public StubProcess(Path data) throws InterruptedException {
        this.process = ManagedProcess.startMain(
                StubServer.class,
                "stub",
                data,
                Map.of(),
                ports.stream().map(String::valueOf).toList());
        process.awaitOk(url("/counts"));
    }

    /** The settings with the addresses of the participants. */
    public Map<String, String> settings() {
        return settings(ports);
    }

    static Map<String, String> settings(List<Integer> ports) {
        var settings = new HashMap<String, String>();
        for (int i = 0; i < ports.size(); i++) {
            String participant = StubServer.PARTICIPANTS.get(i).toUpperCase(Locale.ROOT);
            settings.put("MAESTRO_PARTICIPANTS_%s_URL".formatted(participant), "http://127.0.0.1:" + ports.get(i));
        }
        return settings;
    }

    /** Also resets {@link #calls}. */
    public void configure(int delayMs, int cdStatus) throws IOException {
        Http.get(url("/settings/%d/%d".formatted(delayMs, cdStatus)));
    }

    /** The number of dos and undos since {@link #configure}. */
    public long calls() throws IOException {
        JsonNode counts = JSON.readTree(Http.get(url("/counts")));
        return counts.get("do").asLong() + counts.get("undo").asLong();
    }

    public Duration cpuTime() {
        return process.cpuTime();
    }

    private String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(ports.getFirst(), path);
    }

    @Override
    public void close() {
        process.close();
    }
}
