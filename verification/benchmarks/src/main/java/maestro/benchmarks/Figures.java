package maestro.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import maestro.benchmarks.system.Contender;
import maestro.benchmarks.system.Peer;

/** The targets that a matrix tells something of. */
final class Figures {

    private static final int MANY = 32;

    private final List<Summary> summaries;
    private final List<Figure> figures = new ArrayList<>();

    private Figures(List<Summary> summaries) {
        this.summaries = summaries;
    }

    /** @param commitMs what one commit takes */
    static List<Figure> of(List<Summary> summaries, double commitMs) {
        var all = new Figures(summaries);
        all.throughput(Scenario.happy(MANY), Contender.ON_POSTGRES, Contender.BARE, 0.85);
        all.throughput(Scenario.happy(MANY), Contender.ON_H2, Contender.BARE, 0.85);
        all.throughput(Scenario.happy(MANY), Contender.ON_POSTGRES, Contender.PLAIN_FEIGN, 1.0);
        all.overBestPeer(8);
        all.throughput(Scenario.failing(MANY), Contender.ON_POSTGRES, Contender.BARE, 0.85);
        all.alone(commitMs);
        all.cpu();
        all.forced(MANY, 0.2);
        all.forced(1, 2);
        return all.figures;
    }

    private void throughput(Scenario scenario, String system, String over, double target) {
        both(scenario, system, over, Round::perSecond)
                .ifPresent(ratio -> figures.add(Figure.atLeast(
                        target,
                        "throughput, %s, 32 at a time: %s over %s".formatted(scenario.name(), system, over),
                        ratio)));
    }

    /** Of those that are as safe between steps; the others are shown and not counted. */
    private void overBestPeer(double target) {
        Stream.of(Peer.values())
                .filter(Peer::isSafe)
                .flatMap(peer -> find(Scenario.happy(MANY), peer.title()).stream())
                .max(Comparator.comparingDouble(Summary::perSecond))
                .ifPresent(best -> throughput(Scenario.happy(MANY), Contender.ON_POSTGRES, best.system(), target));
    }

    private void alone(double commitMs) {
        var engine = find(Scenario.happy(1), Contender.ON_POSTGRES);
        var bare = find(Scenario.happy(1), Contender.BARE);
        if (engine.isPresent() && bare.isPresent()) {
            double floor = bare.get().median(Round::p50Ms) + 2 * commitMs;
            String measure = "one at a time: p50 over that of bare and two commits of %.1f ms".formatted(commitMs);
            figures.add(Figure.atMost(1.15, measure, engine.get().median(Round::p50Ms) / floor));
        }
    }

    private void cpu() {
        both(Scenario.happy(MANY), Contender.ON_POSTGRES, Contender.BARE, Round::cpuMs)
                .ifPresent(ratio -> figures.add(Figure.atMost(
                        1.3, "CPU of the orchestrator's process for a purchase, over that of bare", ratio)));
    }

    private void forced(int customers, double target) {
        find(Scenario.happy(customers), Contender.ON_POSTGRES)
                .ifPresent(engine -> figures.add(Figure.atMost(
                        target,
                        "forced writes for a purchase, %d at a time".formatted(customers),
                        engine.median(Round::forced))));
    }

    private Optional<Double> both(Scenario scenario, String system, String over, ToDoubleFunction<Round> figure) {
        return find(scenario, system)
                .flatMap(mine -> find(scenario, over).map(other -> mine.median(figure) / other.median(figure)));
    }

    private Optional<Summary> find(Scenario scenario, String system) {
        return summaries.stream()
                .filter(each ->
                        each.scenario().equals(scenario) && each.system().equals(system))
                .findFirst();
    }
}
