package maestro.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import maestro.benchmarks.system.SystemUnderTest;

/**
 * Measures several systems in several scenarios. The first scenario, which most targets refer to, is measured last:
 * the JIT compilers of a slow machine are still busy after the warm-up.
 *
 * @param warmUpSeconds for each system in the first scenario
 */
record ComparisonBenchmark(List<String> systems, List<Scenario> scenarios, int warmUpSeconds, int runs, int seconds)
        implements Benchmark {

    /** For each system before each scenario. */
    private static final int SHORT_WARM_UP_SECONDS = 2;

    @Override
    public Benchmark shortened() {
        return new ComparisonBenchmark(systems, scenarios, 3, 1, 2);
    }

    @Override
    public Result run(TestBed testBed) throws IOException, SQLException, InterruptedException, ExecutionException {
        List<SystemUnderTest> started = testBed.start(systems);
        testBed.warmUp(started, scenarios.getFirst(), warmUpSeconds);
        var summaries = new ArrayList<Summary>();
        for (Scenario scenario : scenarios.reversed()) {
            testBed.warmUp(started, scenario, SHORT_WARM_UP_SECONDS);
            summaries.addAll(0, testBed.measure(started, scenario, runs, seconds));
        }
        return new Result(summaries, ComparisonMetrics.of(summaries, testBed.commitMs()));
    }
}
