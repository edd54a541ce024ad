package maestro.benchmarks.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import maestro.benchmarks.stub.StubServer;

/** The six participant services, each with its own H2 file. */
public final class ParticipantServices implements AutoCloseable {

    /** The flags of the participants in the launcher. */
    private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-Xms24m", "-Xmn8m", "-Xmx128m");

    private final List<Integer> ports = new ArrayList<>();
    private final List<ManagedProcess> services = new ArrayList<>();

    public ParticipantServices(Path data) throws InterruptedException {
        for (String name : StubServer.PARTICIPANTS) {
            int port = Ports.free();
            Path jar = ManagedProcess.jar(name + "-service", name + "-service");
            Map<String, String> settings = Map.of("SERVER_PORT", Integer.toString(port));
            ports.add(port);
            services.add(ManagedProcess.startJar(name, jar, data, settings, FLAGS));
        }
        for (int i = 0; i < ports.size(); i++) {
            services.get(i).awaitOk("http://127.0.0.1:" + ports.get(i) + "/actuator/health/readiness");
        }
    }

    public List<Integer> ports() {
        return ports;
    }

    /** The settings with the addresses of the participants. */
    public Map<String, String> settings() {
        return StubProcess.settings(ports);
    }

    public Duration cpuTime() {
        return services.stream().map(ManagedProcess::cpuTime).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        services.forEach(ManagedProcess::close);
    }
}
