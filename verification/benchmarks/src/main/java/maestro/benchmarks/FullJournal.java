package maestro.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import maestro.benchmarks.system.Contender;
import maestro.benchmarks.system.Http;

/** What a million finished purchases cost: the throughput beside an empty journal's, and how long lists take. */
final class FullJournal implements Chapter {

    private static final String EMPTY = "engine, empty journal";
    private static final String FULL = "engine, full journal";
    private static final int PURCHASES = 1_000_000;
    private static final int ROUNDS = 5;
    private static final int LISTS = 200;

    @Override
    public Findings measure(Stage stage) throws IOException, SQLException, InterruptedException, ExecutionException {
        Contender empty = stage.bring(EMPTY, Map.of());
        Contender full = stage.bring(FULL, Map.of());
        stage.warmUp(full, Scenario.happy(1), 1);
        fill(stage);
        stage.warmUp(empty, Scenario.happy(32), 15);
        stage.warmUp(full, Scenario.happy(32), 15);
        var rounds = new ArrayList<Round>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(stage.measure(empty, Scenario.happy(32), 4));
            rounds.add(stage.measure(full, Scenario.happy(32), 4));
        }
        var summaries = List.of(Summary.of(rounds, EMPTY), Summary.of(rounds, FULL));
        double ratio = summaries.getLast().perSecond() / summaries.getFirst().perSecond();
        return new Findings(
                summaries,
                List.of(
                        Figure.atLeast(
                                0.95, "throughput with 1,000,000 finished purchases over an empty journal's", ratio),
                        list(full, "list page", "limit=50"),
                        list(full, "search by id", "q=" + id(PURCHASES / 2)),
                        list(
                                full,
                                "search by customer",
                                "q=" + URLEncoder.encode("c500000@example.com", StandardCharsets.UTF_8))));
    }

    /** Copies of one purchase under ids and customers of their own. */
    private static void fill(Stage stage) throws SQLException {
        String database = Contender.databaseName(FULL);
        stage.postgres().execute(database, """
                create temp table one as select * from saga where status = 'COMPLETED' limit 1;
                create temp table its as select h.seq, h.events from history h join one on h.saga = one.id;
                insert into saga (id, epoch, owner, status, seq, needs_attention, reason, flow, flow_version, customer, purchase,
                        idempotency_key, fingerprint, created_at, finished_at)
                    select '00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'), epoch, owner, status, seq, needs_attention,
                        reason, flow, flow_version, 'c' || n || '@example.com', purchase, null, fingerprint, created_at, finished_at
                    from one, generate_series(1, %1$d) n;
                insert into history (saga, seq, events)
                    select '00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'), seq, events from its, generate_series(1, %1$d) n;
                analyze;
                checkpoint;
                """.formatted(PURCHASES));
    }

    private static String id(int n) {
        return "00000000-0000-7000-8000-%012x".formatted(n);
    }

    private static Figure list(Contender engine, String name, String query) throws IOException {
        var took = new ArrayList<Long>();
        for (int i = 0; i < 2 * LISTS; i++) {
            long began = System.nanoTime();
            Http.get(engine.url("/purchases?" + query));
            if (i >= LISTS) {
                took.add(System.nanoTime() - began);
            }
        }
        took.sort(null);
        return Figure.atMost(20, name + " with 1,000,000 purchases: p99 in ms", took.get(LISTS * 99 / 100 - 1) / 1e6);
    }
}
