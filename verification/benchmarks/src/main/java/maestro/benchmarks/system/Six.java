package maestro.benchmarks.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import maestro.benchmarks.stub.Stub;

/** The six services themselves, each with its own H2 file. */
public final class Six implements AutoCloseable {

    /** As the launcher starts them. */
    private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-Xms24m", "-Xmn8m", "-Xmx128m");

    private final List<Integer> ports = new ArrayList<>();
    private final List<Program> services = new ArrayList<>();

    public Six(Path data) throws InterruptedException {
        for (String name : Stub.PARTICIPANTS) {
            int port = Ports.free();
            Path jar = Java.jar(name + "-service", name + "-service");
            Map<String, String> settings = Map.of("SERVER_PORT", Integer.toString(port));
            ports.add(port);
            services.add(Java.service(name, jar, data, settings, FLAGS));
        }
        for (int i = 0; i < ports.size(); i++) {
            services.get(i).awaitAnswer("http://127.0.0.1:" + ports.get(i) + "/actuator/health/readiness");
        }
    }

    public List<Integer> ports() {
        return ports;
    }

    public Duration cpu() {
        return services.stream().map(service -> Cpu.of(service.handle())).reduce(Duration.ZERO, Duration::plus);
    }

    /** How an orchestrator finds them. */
    public Map<String, String> settings() {
        return Participants.settings(ports);
    }

    @Override
    public void close() {
        services.forEach(Program::close);
    }
}
