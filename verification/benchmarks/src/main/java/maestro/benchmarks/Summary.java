package maestro.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** All runs of one system in one scenario. */
public record Summary(List<Run> runs) {

    static Summary of(List<Run> runs, String system) {
        return new Summary(
                runs.stream().filter(run -> run.system().equals(system)).toList());
    }

    String system() {
        return runs.getFirst().system();
    }

    Scenario scenario() {
        return runs.getFirst().scenario();
    }

    double median(ToDoubleFunction<Run> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double throughput() {
        return median(Run::throughput);
    }

    /** The throughput of the last summary, relative to the first. */
    static double throughputRatio(List<Summary> summaries) {
        return summaries.getLast().throughput() / summaries.getFirst().throughput();
    }
}
