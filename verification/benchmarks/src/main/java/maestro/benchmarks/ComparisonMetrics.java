package maestro.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import maestro.benchmarks.system.Peer;
import maestro.benchmarks.system.SystemUnderTest;

/** Derives the metrics of a comparison, as far as their systems and scenarios were measured. */
final class ComparisonMetrics {

    private static final int CLIENTS = 32;

    private final List<Summary> summaries;
    private final List<Metric> metrics = new ArrayList<>();

    private ComparisonMetrics(List<Summary> summaries) {
        this.summaries = summaries;
    }

    /** @param commitMs the latency of one commit */
    static List<Metric> of(List<Summary> summaries, double commitMs) {
        var all = new ComparisonMetrics(summaries);
        Scenario success = Scenario.success(CLIENTS);
        all.throughput(success, SystemUnderTest.ON_POSTGRES, SystemUnderTest.BASELINE, 0.85);
        all.throughput(success, SystemUnderTest.ON_H2, SystemUnderTest.BASELINE, 0.85);
        all.throughput(success, SystemUnderTest.ON_POSTGRES, SystemUnderTest.PLAIN_FEIGN, 1.0);
        all.throughputToBestPeer(success, 8);
        all.throughput(Scenario.refusal(CLIENTS), SystemUnderTest.ON_POSTGRES, SystemUnderTest.BASELINE, 0.85);
        all.latency(commitMs);
        all.cpu(success);
        all.fsyncs(success, 0.2);
        all.fsyncs(Scenario.success(1), 2);
        return all.metrics;
    }

    private void throughput(Scenario scenario, String system, String reference, double target) {
        ratio(scenario, system, reference, Run::throughput)
                .ifPresent(ratio -> metrics.add(Metric.atLeast(
                        target,
                        "throughput, %s: ratio of %s to %s".formatted(scenario.title(), system, reference),
                        ratio)));
    }

    /** Only a peer that records each step is comparable. */
    private void throughputToBestPeer(Scenario scenario, double target) {
        Stream.of(Peer.values())
                .filter(Peer::recordsSteps)
                .flatMap(peer -> find(scenario, peer.title()).stream())
                .max(Comparator.comparingDouble(Summary::throughput))
                .ifPresent(best -> throughput(scenario, SystemUnderTest.ON_POSTGRES, best.system(), target));
    }

    private void latency(double commitMs) {
        var engine = find(Scenario.success(1), SystemUnderTest.ON_POSTGRES);
        var baseline = find(Scenario.success(1), SystemUnderTest.BASELINE);
        if (engine.isPresent() && baseline.isPresent()) {
            double reference = baseline.get().median(Run::p50Ms) + 2 * commitMs;
            String name = "p50, 1 client: ratio to baseline plus two commits of %.1f ms".formatted(commitMs);
            metrics.add(Metric.atMost(1.15, name, engine.get().median(Run::p50Ms) / reference));
        }
    }

    private void cpu(Scenario scenario) {
        ratio(scenario, SystemUnderTest.ON_POSTGRES, SystemUnderTest.BASELINE, Run::cpuMs)
                .ifPresent(ratio -> metrics.add(
                        Metric.atMost(1.3, "CPU of the orchestrator process per purchase: ratio to baseline", ratio)));
    }

    private void fsyncs(Scenario scenario, double target) {
        find(scenario, SystemUnderTest.ON_POSTGRES)
                .ifPresent(engine -> metrics.add(
                        Metric.atMost(target, "fsyncs per purchase, " + scenario.title(), engine.median(Run::fsyncs))));
    }

    private Optional<Double> ratio(Scenario scenario, String system, String reference, ToDoubleFunction<Run> figure) {
        return find(scenario, system)
                .flatMap(measured ->
                        find(scenario, reference).map(other -> measured.median(figure) / other.median(figure)));
    }

    private Optional<Summary> find(Scenario scenario, String system) {
        return summaries.stream()
                .filter(each ->
                        each.scenario().equals(scenario) && each.system().equals(system))
                .findFirst();
    }
}
