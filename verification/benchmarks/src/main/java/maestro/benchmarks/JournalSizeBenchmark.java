package maestro.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import maestro.benchmarks.load.Latencies;
import maestro.benchmarks.system.Http;
import maestro.benchmarks.system.SystemUnderTest;

/** Measures the effect of a million finished purchases on the throughput and on the queries of the API. */
final class JournalSizeBenchmark implements Benchmark {

    private static final String EMPTY = "engine, empty journal";
    private static final String FULL = "engine, full journal";
    private static final int PURCHASES = 1_000_000;
    private static final int QUERIES = 200;

    @Override
    public Result run(TestBed testBed) throws IOException, SQLException, InterruptedException, ExecutionException {
        SystemUnderTest empty = testBed.startEngine(EMPTY, Map.of());
        SystemUnderTest full = testBed.startEngine(FULL, Map.of());
        testBed.warmUp(List.of(full), Scenario.success(1), 1);
        fill(testBed);
        var systems = List.of(empty, full);
        testBed.warmUp(systems, Scenario.success(32), 15);
        var summaries = testBed.measure(systems, Scenario.success(32), 5, 4);
        return new Result(
                summaries,
                List.of(
                        Metric.atLeast(
                                0.95,
                                "throughput with 1,000,000 finished purchases: ratio to an empty journal",
                                Summary.throughputRatio(summaries)),
                        query(full, "list page", "limit=50"),
                        query(full, "search by id", "q=" + id(PURCHASES / 2)),
                        query(
                                full,
                                "search by customer",
                                "q=" + URLEncoder.encode("c500000@example.com", StandardCharsets.UTF_8))));
    }

    /** Inserts copies of a completed purchase, each with its own id and customer. */
    private static void fill(TestBed testBed) throws SQLException {
        String database = SystemUnderTest.databaseName(FULL);
        testBed.postgres().execute(database, """
                create temp table one as select * from saga where status = 'COMPLETED' limit 1;
                create temp table its as select h.seq, h.events from history h join one on h.saga = one.id;
                insert into saga (id, epoch, owner, status, seq, needs_attention, reason, flow, flow_version, customer,
                        purchase, idempotency_key, fingerprint, created_at, finished_at)
                    select '00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'), epoch, owner, status, seq,
                        needs_attention, reason, flow, flow_version, 'c' || n || '@example.com', purchase, null,
                        fingerprint, created_at, finished_at
                    from one, generate_series(1, %1$d) n;
                insert into history (saga, seq, events)
                    select '00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'), seq, events
                    from its, generate_series(1, %1$d) n;
                analyze;
                checkpoint;
                """.formatted(PURCHASES));
    }

    private static String id(int n) {
        return "00000000-0000-7000-8000-%012x".formatted(n);
    }

    private static Metric query(SystemUnderTest engine, String name, String query) throws IOException {
        var latencies = new Latencies();
        for (int i = 0; i < 2 * QUERIES; i++) {
            long began = System.nanoTime();
            Http.get(engine.url("/purchases?" + query));
            if (i >= QUERIES) {
                latencies.add(System.nanoTime() - began, true);
            }
        }
        return Metric.atMost(20, name + " with 1,000,000 purchases: p99 in ms", latencies.percentileMs(0.99));
    }
}
