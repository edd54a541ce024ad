package maestro.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.benchmarks.system.Contender;
import maestro.benchmarks.system.Peer;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void comparesMediansWithinOneScenario() {
        var bare = new Summary(
                List.of(round(Contender.BARE, 900), round(Contender.BARE, 1000), round(Contender.BARE, 5000)));
        var engine = new Summary(List.of(round(Contender.ON_POSTGRES, 900)));

        var figures = Figures.of(List.of(bare, engine), 2);

        assertThat(figures.getFirst().value()).isEqualTo(0.9);
        assertThat(figures.getFirst().isMet()).isTrue();
    }

    @Test
    void saysNothingOfWhatWasNotMeasured() {
        var engine = new Summary(List.of(round(Contender.ON_POSTGRES, 900)));

        assertThat(Figures.of(List.of(engine), 2))
                .extracting(Figure::measure)
                .containsExactly("forced writes for a purchase, 32 at a time");
    }

    @Test
    void takesTheBestOfThePeersThatAreSafeBetweenSteps() {
        var figures = Figures.of(
                List.of(
                        new Summary(List.of(round(Contender.ON_POSTGRES, 900))),
                        new Summary(List.of(round(Peer.DBOS.title(), 90))),
                        new Summary(List.of(round(Peer.RESTATE.title(), 100))),
                        new Summary(List.of(round(Peer.FLOWABLE.title(), 300))),
                        new Summary(List.of(round(Peer.TEMPORAL.title(), 300)))),
                2);

        assertThat(figures.getFirst().measure()).endsWith("engine on PostgreSQL over Restate");
        assertThat(figures.getFirst().value()).isEqualTo(9);
    }

    @Test
    void missesATargetOnItsWrongSideAlone() {
        assertThat(Figure.atMost(1.3, "CPU", 1.31).isMet()).isFalse();
        assertThat(Figure.atMost(1.3, "CPU", 1.3).isMet()).isTrue();
        assertThat(Figure.atLeast(0.85, "throughput", 0.84).isMet()).isFalse();
    }

    private static Round round(String system, double perSecond) {
        return new Round(system, Scenario.happy(32), perSecond, 1, 1, 1, 0, 0, 0, 0.1);
    }
}
