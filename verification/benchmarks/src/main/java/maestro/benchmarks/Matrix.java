package maestro.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import maestro.benchmarks.system.Contender;

/**
 * Some systems in some scenarios, interleaved: each round measures one after another, so that what the machine does meanwhile strikes all.
 * The first scenario is measured last, when the systems have run longest: the targets are about it, and compilers go on for minutes.
 *
 * @param warmUpSeconds for each system, in the first scenario, before anything is measured
 */
record Matrix(List<String> systems, List<Scenario> scenarios, int warmUpSeconds, int rounds, int seconds)
        implements Chapter {

    /** For each system before each further scenario. */
    private static final int SHORT_WARM_UP_SECONDS = 2;

    /** To see that it runs; its figures tell nothing. */
    @Override
    public Chapter brief() {
        return new Matrix(systems, scenarios, 3, 1, 2);
    }

    @Override
    public Findings measure(Stage stage) throws IOException, SQLException, InterruptedException, ExecutionException {
        List<Contender> contenders = stage.bring(systems);
        for (Contender contender : contenders) {
            stage.warmUp(contender, scenarios.getFirst(), warmUpSeconds);
        }
        var summaries = new ArrayList<Summary>();
        for (Scenario scenario : scenarios.reversed()) {
            for (Contender contender : contenders) {
                stage.warmUp(contender, scenario, SHORT_WARM_UP_SECONDS);
            }
            summaries.addAll(0, measure(stage, contenders, scenario));
        }
        return new Findings(summaries, Figures.of(summaries, stage.commitMs()));
    }

    private List<Summary> measure(Stage stage, List<Contender> contenders, Scenario scenario)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        var all = new ArrayList<Round>();
        for (int i = 0; i < rounds; i++) {
            for (Contender contender : contenders) {
                all.add(stage.measure(contender, scenario, seconds));
            }
        }
        var summaries = contenders.stream()
                .map(contender -> Summary.of(all, contender.name()))
                .toList();
        System.out.print(Table.of(summaries));
        return summaries;
    }
}
