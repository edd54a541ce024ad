package maestro.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import maestro.benchmarks.load.Customer;
import maestro.benchmarks.load.Load;
import maestro.benchmarks.load.OnTheirOwn;
import maestro.benchmarks.load.Taken;
import maestro.benchmarks.system.Contender;
import maestro.benchmarks.system.Cpu;
import maestro.benchmarks.system.Six;

/** The real seven, each on its own H2 file: how much of what the six can do at all is left when a purchase is conducted through them. */
final class Seven implements Chapter {

    private static final Scenario SCENARIO = new Scenario("the real six services", 32, 0, false);
    private static final int ROUNDS = 5;
    private static final int SECONDS = 5;
    private static final int WARM_UP_SECONDS = 30;

    @Override
    public Findings measure(Stage stage) throws IOException, InterruptedException, ExecutionException {
        try (var six = new Six(stage.data())) {
            Contender engine = stage.take(Contender.onH2(Contender.ON_H2, stage.data(), six.settings()));
            Customer.Door directly = () -> new OnTheirOwn(six.ports());
            Load.run(directly, SCENARIO.customers(), WARM_UP_SECONDS, SCENARIO.answer());
            Load.run(engine.port(), SCENARIO.customers(), WARM_UP_SECONDS, SCENARIO.answer());
            var rounds = new ArrayList<Round>();
            for (int i = 0; i < ROUNDS; i++) {
                Duration before = six.cpu();
                Taken taken = Load.run(directly, SCENARIO.customers(), SECONDS, SCENARIO.answer());
                rounds.add(round(Contender.DIRECTLY, taken, six.cpu().minus(before)));
                before = six.cpu().plus(Cpu.of(engine.java().handle()));
                taken = Load.run(engine.port(), SCENARIO.customers(), SECONDS, SCENARIO.answer());
                rounds.add(round(
                        engine.name(),
                        taken,
                        six.cpu().plus(Cpu.of(engine.java().handle())).minus(before)));
            }
            var summaries = List.of(Summary.of(rounds, Contender.DIRECTLY), Summary.of(rounds, engine.name()));
            System.out.print(Table.of(summaries));
            return new Findings(
                    summaries,
                    List.of(Figure.atLeast(
                            0.8,
                            "the real seven, 32 at a time: purchases over those of the six alone, driven directly, all at once",
                            summaries.getLast().perSecond()
                                    / summaries.getFirst().perSecond())));
        }
    }

    /** The CPU's time is that of all who take part. */
    private static Round round(String system, Taken taken, Duration cpu) {
        if (taken.failed() > 0) {
            throw new IllegalStateException("%s: %d of %d purchases had another answer than %d"
                    .formatted(system, taken.failed(), taken.purchases(), SCENARIO.answer()));
        }
        return new Round(
                system,
                SCENARIO,
                taken.perSecond(),
                taken.percentileMs(0.5),
                taken.percentileMs(0.99),
                cpu.toNanos() / 1e6 / taken.purchases(),
                0,
                0,
                0,
                0);
    }
}
