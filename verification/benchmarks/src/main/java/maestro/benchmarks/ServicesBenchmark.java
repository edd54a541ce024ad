package maestro.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import maestro.benchmarks.load.Client;
import maestro.benchmarks.load.LoadGenerator;
import maestro.benchmarks.system.ParticipantServices;
import maestro.benchmarks.system.SystemUnderTest;

/**
 * Measures the real services, each on its own H2 file: the throughput through the orchestrator, relative to clients
 * that call all participants directly. The CPU time is that of all services involved.
 */
final class ServicesBenchmark implements Benchmark {

    private static final Scenario SCENARIO = new Scenario("real participants", 32, 0, false);
    private static final int DO_STATUS = 200;
    private static final int RUNS = 5;
    private static final int SECONDS = 5;
    private static final int WARM_UP_SECONDS = 30;

    @Override
    public Result run(TestBed testBed) throws IOException, SQLException, InterruptedException, ExecutionException {
        try (var services = new ParticipantServices(testBed.data())) {
            SystemUnderTest engine = testBed.add(
                    SystemUnderTest.engine(SystemUnderTest.ON_H2, testBed.data(), services.settings(), null));
            Callable<Client> direct = () -> Client.direct(services.ports());
            Callable<Client> orchestrated = () -> Client.sync(engine.port());
            LoadGenerator.run(direct, SCENARIO.clients(), WARM_UP_SECONDS, DO_STATUS);
            LoadGenerator.run(orchestrated, SCENARIO.clients(), WARM_UP_SECONDS, SCENARIO.expectedStatus());
            var runs = new ArrayList<Run>();
            for (int i = 0; i < RUNS; i++) {
                Duration start = services.cpuTime();
                var load = LoadGenerator.run(direct, SCENARIO.clients(), SECONDS, DO_STATUS);
                var usage = Run.Usage.ofSystem(services.cpuTime().minus(start));
                runs.add(Run.of(SystemUnderTest.DIRECT, SCENARIO, load, usage));
                start = services.cpuTime().plus(engine.process().cpuTime());
                load = LoadGenerator.run(orchestrated, SCENARIO.clients(), SECONDS, SCENARIO.expectedStatus());
                usage = Run.Usage.ofSystem(
                        services.cpuTime().plus(engine.process().cpuTime()).minus(start));
                runs.add(Run.of(engine.name(), SCENARIO, load, usage));
            }
            var summaries = List.of(Summary.of(runs, SystemUnderTest.DIRECT), Summary.of(runs, engine.name()));
            System.out.print(Table.ofSummaries(summaries));
            return new Result(
                    summaries,
                    List.of(Metric.atLeast(
                            0.8,
                            "throughput of the real services, 32 clients: ratio to direct calls",
                            Summary.throughputRatio(summaries))));
        }
    }
}
