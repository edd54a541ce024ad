package maestro.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** All rounds of one system in one scenario. */
public record Summary(List<Round> rounds) {

    static Summary of(List<Round> rounds, String system) {
        return new Summary(
                rounds.stream().filter(round -> round.system().equals(system)).toList());
    }

    String system() {
        return rounds.getFirst().system();
    }

    Scenario scenario() {
        return rounds.getFirst().scenario();
    }

    double median(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least(ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).min().orElseThrow();
    }

    double most(ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).max().orElseThrow();
    }

    double perSecond() {
        return median(Round::perSecond);
    }
}
