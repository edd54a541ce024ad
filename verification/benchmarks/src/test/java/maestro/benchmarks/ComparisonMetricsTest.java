package maestro.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.benchmarks.system.Peer;
import maestro.benchmarks.system.SystemUnderTest;
import org.junit.jupiter.api.Test;

class ComparisonMetricsTest {

    @Test
    void comparesMediansOfOneScenario() {
        var baseline = new Summary(List.of(
                run(SystemUnderTest.BASELINE, 900),
                run(SystemUnderTest.BASELINE, 1000),
                run(SystemUnderTest.BASELINE, 5000)));
        var engine = new Summary(List.of(run(SystemUnderTest.ON_POSTGRES, 900)));

        var metrics = ComparisonMetrics.of(List.of(baseline, engine), 2);

        assertThat(metrics.getFirst().value()).isEqualTo(0.9);
        assertThat(metrics.getFirst().isMet()).isTrue();
    }

    @Test
    void omitsMetricsWithoutMeasurements() {
        var engine = new Summary(List.of(run(SystemUnderTest.ON_POSTGRES, 900)));

        assertThat(ComparisonMetrics.of(List.of(engine), 2))
                .extracting(Metric::name)
                .containsExactly("fsyncs per purchase, all steps succeed, 32 clients");
    }

    @Test
    void comparesWithTheBestPeerThatRecordsSteps() {
        var metrics = ComparisonMetrics.of(
                List.of(
                        new Summary(List.of(run(SystemUnderTest.ON_POSTGRES, 900))),
                        new Summary(List.of(run(Peer.DBOS.title(), 90))),
                        new Summary(List.of(run(Peer.RESTATE.title(), 100))),
                        new Summary(List.of(run(Peer.FLOWABLE.title(), 300))),
                        new Summary(List.of(run(Peer.TEMPORAL.title(), 300)))),
                2);

        assertThat(metrics.getFirst().name()).endsWith("ratio of engine on PostgreSQL to Restate");
        assertThat(metrics.getFirst().value()).isEqualTo(9);
    }

    @Test
    void comparesValueWithBound() {
        assertThat(Metric.atMost(1.3, "CPU", 1.31).isMet()).isFalse();
        assertThat(Metric.atMost(1.3, "CPU", 1.3).isMet()).isTrue();
        assertThat(Metric.atLeast(0.85, "throughput", 0.84).isMet()).isFalse();
    }

    private static Run run(String system, double throughput) {
        return new Run(system, Scenario.success(32), throughput, 1, 1, 1, 0, 0, 0, 0.1);
    }
}
