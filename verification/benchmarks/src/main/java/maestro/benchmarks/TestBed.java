package maestro.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import maestro.benchmarks.load.Latencies;
import maestro.benchmarks.load.LoadGenerator;
import maestro.benchmarks.system.CpuTime;
import maestro.benchmarks.system.Database;
import maestro.benchmarks.system.Peer;
import maestro.benchmarks.system.Postgres;
import maestro.benchmarks.system.RestateServer;
import maestro.benchmarks.system.StubProcess;
import maestro.benchmarks.system.SystemUnderTest;
import org.jspecify.annotations.Nullable;

/** The stub, a PostgreSQL server and the systems under test. All run at the same time, but only one system has load. */
final class TestBed implements AutoCloseable {

    /** A PostgreSQL process reports its statistics with a delay of up to one second. */
    private static final Duration STATISTICS_DELAY = Duration.ofMillis(1200);

    private static final int COMMITS = 401;

    private final Path data;
    private final Path packages;
    private final StubProcess stub;
    private final Postgres postgres;
    private final List<SystemUnderTest> systems = new ArrayList<>();
    private @Nullable RestateServer restate;

    TestBed(Path data) throws IOException, InterruptedException {
        this.data = Files.createTempDirectory(Files.createDirectories(data), "run-");
        this.packages = data.resolve("packages");
        this.stub = new StubProcess(this.data);
        this.postgres = new Postgres(this.data);
    }

    /** Starts the systems. A peer that fails to start is skipped with a message. */
    List<SystemUnderTest> start(List<String> names) throws SQLException, InterruptedException {
        for (String name : names) {
            Optional<Peer> peer = Peer.titled(name);
            if (peer.isPresent()) {
                start(peer.get());
            } else {
                start(name);
            }
        }
        return systems;
    }

    private void start(Peer peer) throws SQLException, InterruptedException {
        try {
            add(SystemUnderTest.peer(peer, data, stub.settings(), database(peer)));
        } catch (IllegalStateException e) {
            System.out.printf("%s is skipped: %s%n", peer.title(), e.getMessage());
        }
    }

    private @Nullable Database database(Peer peer) throws InterruptedException {
        return switch (peer) {
            case DBOS, FLOWABLE, FLOWABLE_ASYNC -> postgres;
            case RESTATE -> restate();
            case TEMPORAL -> null;
        };
    }

    private Database restate() throws InterruptedException {
        if (restate == null) {
            restate = new RestateServer(data, packages);
        }
        return restate;
    }

    private void start(String name) throws SQLException, InterruptedException {
        switch (name) {
            case SystemUnderTest.ON_POSTGRES -> startEngine(name, Map.of());
            case SystemUnderTest.ON_H2 -> add(SystemUnderTest.engine(name, data, stub.settings(), null));
            default -> add(SystemUnderTest.baseline(name, data, stub.settings()));
        }
    }

    /** Starts an engine on PostgreSQL with its own name and settings. */
    SystemUnderTest startEngine(String name, Map<String, String> settings) throws SQLException, InterruptedException {
        var all = new HashMap<>(stub.settings());
        all.putAll(settings);
        return add(SystemUnderTest.engine(name, data, all, postgres));
    }

    /** Waits until the system is ready. The test bed closes it. */
    SystemUnderTest add(SystemUnderTest system) throws InterruptedException {
        system.awaitReady();
        systems.add(system);
        return system;
    }

    Path data() {
        return data;
    }

    StubProcess stub() {
        return stub;
    }

    Postgres postgres() {
        return postgres;
    }

    void warmUp(List<SystemUnderTest> tested, Scenario scenario, int seconds)
            throws IOException, InterruptedException, ExecutionException {
        stub.configure(scenario.delayMs(), scenario.cdStatus());
        for (SystemUnderTest system : tested) {
            LoadGenerator.run(system.port(), scenario.clients(), seconds, scenario.expectedStatus());
        }
    }

    List<Summary> measure(List<SystemUnderTest> tested, Scenario scenario, int runs, int seconds)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        return measure(tested, scenario, runs, seconds, 0);
    }

    /**
     * Measures the systems in interleaved runs, so that disturbances of the machine affect all of them, and prints a
     * table.
     *
     * @param maxOtherCalls the maximum number of calls per run that belong to other purchases
     * @throws IllegalStateException if a reply had an unexpected status, or the stub counted another number of calls
     */
    List<Summary> measure(List<SystemUnderTest> tested, Scenario scenario, int runs, int seconds, int maxOtherCalls)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        var all = new ArrayList<Run>();
        for (int i = 0; i < runs; i++) {
            for (SystemUnderTest system : tested) {
                all.add(measure(system, scenario, seconds, maxOtherCalls));
            }
        }
        var summaries =
                tested.stream().map(system -> Summary.of(all, system.name())).toList();
        System.out.print(Table.ofSummaries(summaries));
        return summaries;
    }

    private Run measure(SystemUnderTest system, Scenario scenario, int seconds, int maxOtherCalls)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        stub.configure(scenario.delayMs(), scenario.cdStatus());
        Run.Usage start = usage(system);
        var load = LoadGenerator.run(system.port(), scenario.clients(), seconds, scenario.expectedStatus());
        if (system.database() != null) {
            Thread.sleep(STATISTICS_DELAY);
        }
        var run = Run.of(system.name(), scenario, load, usage(system).since(start));
        long calls = stub.calls();
        long expected = (long) load.latencies().count() * scenario.callsPerPurchase();
        if (calls < expected || calls > expected + maxOtherCalls) {
            throw new IllegalStateException(
                    "%s, %s: %d calls instead of %d".formatted(system.name(), scenario, calls, expected));
        }
        return run;
    }

    private Run.Usage usage(SystemUnderTest system) throws IOException, SQLException {
        Database database = system.database();
        return new Run.Usage(
                system.process().cpuTime(),
                database == null ? Duration.ZERO : database.cpuTime(),
                stub.cpuTime(),
                CpuTime.of(ProcessHandle.current()),
                database == null ? 0 : database.fsyncs());
    }

    /** The median latency of the smallest possible commit of PostgreSQL. */
    double commitMs() throws SQLException {
        postgres.execute("postgres", "create table if not exists smallest (n int)");
        var latencies = new Latencies();
        try (var connection = postgres.connect("postgres");
                var insert = connection.prepareStatement("insert into smallest values (1)")) {
            for (int i = 0; i < COMMITS; i++) {
                long began = System.nanoTime();
                insert.executeUpdate();
                latencies.add(System.nanoTime() - began, true);
            }
        }
        return latencies.percentileMs(0.5);
    }

    @Override
    public void close() throws IOException {
        systems.forEach(SystemUnderTest::close);
        if (restate != null) {
            restate.close();
        }
        postgres.close();
        stub.close();
    }
}
