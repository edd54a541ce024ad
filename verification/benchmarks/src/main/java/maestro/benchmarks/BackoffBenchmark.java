package maestro.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import maestro.benchmarks.load.LoadGenerator;
import maestro.benchmarks.system.JvmMemory;
import maestro.benchmarks.system.SystemUnderTest;

/**
 * Measures 10,000 purchases in backoff: their memory, their effect on the throughput, and their adoption after a
 * crash.
 */
final class BackoffBenchmark implements Benchmark {

    private static final String NONE = "engine, none in backoff";
    private static final String MANY = "engine, 10,000 in backoff";
    private static final int PURCHASES = 10_000;
    private static final int CALLS_UNTIL_BACKOFF = 4;

    /** Pauses are drawn from an hour, so that few retries take place during the measurement. */
    private static final Map<String, String> SETTINGS = Map.of(
            "MAESTRO_ENGINE_MAX_IN_FLIGHT", "20000",
            "MAESTRO_SAGA_BACKOFF", "1h",
            "MAESTRO_SAGA_BACKOFF_CEILING", "1h",
            "MAESTRO_SAGA_DEADLINE", "10h");

    private static final String NOT_ADOPTED =
            "select count(*) from saga where status in ('RUNNING', 'PIVOTING', 'UNDOING') and epoch = 1";

    @Override
    public Result run(TestBed testBed) throws IOException, SQLException, InterruptedException, ExecutionException {
        SystemUnderTest engine = testBed.startEngine(NONE, SETTINGS);
        testBed.warmUp(List.of(engine), Scenario.success(32), 25);
        Summary none = measure(testBed, engine);
        JvmMemory before = JvmMemory.of(engine.process().handle());
        testBed.stub().configure(0, 503);
        LoadGenerator.start(engine.port(), PURCHASES);
        while (testBed.stub().calls() < (long) PURCHASES * CALLS_UNTIL_BACKOFF) {
            Thread.sleep(100);
        }
        JvmMemory after = JvmMemory.of(engine.process().handle());
        Summary many = measure(testBed, engine.named(MANY));
        var summaries = List.of(none, many);
        return new Result(
                summaries,
                List.of(
                        Metric.atLeast(
                                0.95,
                                "throughput with 10,000 purchases in backoff: ratio to none",
                                Summary.throughputRatio(summaries)),
                        Metric.atMost(
                                20,
                                "heap per purchase in backoff, after a full collection, in kB",
                                (double) (after.heapKb() - before.heapKb()) / PURCHASES),
                        Metric.atMost(
                                20,
                                "resident memory per purchase in backoff, in kB",
                                (double) (after.residentKb() - before.residentKb()) / PURCHASES),
                        Metric.atMost(
                                5,
                                "adoption of 10,000 purchases, first to last, in s",
                                adoptionSeconds(testBed, engine))));
    }

    private static Summary measure(TestBed testBed, SystemUnderTest engine)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        return testBed.measure(List.of(engine), Scenario.success(32), 5, 4, PURCHASES / 10)
                .getFirst();
    }

    /** Kills the engine and returns the time from the first adoption of its successor to the last. */
    private static double adoptionSeconds(TestBed testBed, SystemUnderTest engine)
            throws SQLException, InterruptedException {
        engine.close();
        String database = SystemUnderTest.databaseName(NONE);
        long total = testBed.postgres().queryNumber(database, NOT_ADOPTED);
        SystemUnderTest successor = engine.restart();
        long first = 0;
        for (long left = total; left > 0; left = testBed.postgres().queryNumber(database, NOT_ADOPTED)) {
            first = first == 0 && left < total ? System.nanoTime() : first;
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - first) / 1e9;
        testBed.add(successor);
        return seconds;
    }
}
