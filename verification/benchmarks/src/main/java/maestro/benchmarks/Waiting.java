package maestro.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import maestro.benchmarks.load.Load;
import maestro.benchmarks.system.Contender;
import maestro.benchmarks.system.Memory;

/** Ten thousand purchases that wait for a participant: what they hold, what they cost the others, how soon they change hands. */
final class Waiting implements Chapter {

    private static final String ENGINE = "engine, patient";
    private static final String WITH_WAITING = "engine, patient, 10,000 waiting";
    private static final int PURCHASES = 10_000;
    private static final int CALLS_BEFORE_CD_FAILS = 4;
    private static final int ROUNDS = 5;

    /** Few of them are tried again while others are measured: a pause is drawn from an hour. */
    private static final Map<String, String> PATIENCE = Map.of(
            "MAESTRO_ENGINE_MAX_IN_FLIGHT", "20000",
            "MAESTRO_SAGA_BACKOFF", "1h",
            "MAESTRO_SAGA_BACKOFF_CEILING", "1h",
            "MAESTRO_SAGA_DEADLINE", "10h");

    @Override
    public Findings measure(Stage stage) throws IOException, SQLException, InterruptedException, ExecutionException {
        Contender engine = stage.bring(ENGINE, PATIENCE);
        stage.warmUp(engine, Scenario.happy(32), 25);
        List<Round> none = rounds(stage, engine, ENGINE);
        Memory before = Memory.of(engine.java().handle());
        stage.participants().behave(0, 503);
        Load.start(engine.port(), PURCHASES);
        while (stage.participants().calls() < (long) PURCHASES * CALLS_BEFORE_CD_FAILS) {
            Thread.sleep(100);
        }
        Memory after = Memory.of(engine.java().handle());
        List<Round> many = rounds(stage, engine, WITH_WAITING);
        var summaries = List.of(new Summary(none), new Summary(many));
        return new Findings(
                summaries,
                List.of(
                        Figure.atLeast(
                                0.95,
                                "throughput with 10,000 purchases in backoff over none",
                                summaries.getLast().perSecond()
                                        / summaries.getFirst().perSecond()),
                        Figure.atMost(
                                20,
                                "heap of a waiting purchase in kB, after a collection",
                                (double) (after.heapKb() - before.heapKb()) / PURCHASES),
                        Figure.atMost(
                                20,
                                "resident memory of a waiting purchase in kB",
                                (double) (after.residentKb() - before.residentKb()) / PURCHASES),
                        Figure.atMost(
                                5, "adoption of 10,000 purchases, first to last, in s", adoption(stage, engine))));
    }

    private static List<Round> rounds(Stage stage, Contender engine, String name)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        var rounds = new ArrayList<Round>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(
                    stage.measure(engine, Scenario.happy(32), 4, PURCHASES / 10).of(name));
        }
        return rounds;
    }

    /** Kills it; the seconds from the first purchase that its successor takes over to the last. */
    private static double adoption(Stage stage, Contender engine)
            throws IOException, SQLException, InterruptedException {
        engine.close();
        String database = Contender.databaseName(ENGINE);
        long waiting = stage.postgres().number(database, LEFT);
        Contender successor = engine.again();
        long first = 0;
        for (long left = waiting; left > 0; left = stage.postgres().number(database, LEFT)) {
            first = first == 0 && left < waiting ? System.nanoTime() : first;
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - first) / 1e9;
        stage.take(successor);
        return seconds;
    }

    private static final String LEFT =
            "select count(*) from saga where status in ('RUNNING', 'PIVOTING', 'UNDOING') and epoch = 1";
}
