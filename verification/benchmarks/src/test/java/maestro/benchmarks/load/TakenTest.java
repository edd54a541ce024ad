package maestro.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TakenTest {

    @Test
    void ranksWhatAllCustomersTook() {
        var all = new Taken();
        for (int customer = 0; customer < 2; customer++) {
            var one = new Taken();
            for (int ms = 100 - customer; ms > 0; ms -= 2) {
                one.purchase(TimeUnit.MILLISECONDS.toNanos(ms), true);
            }
            all.add(one);
        }
        all.lasted(TimeUnit.SECONDS.toNanos(2));

        assertThat(all.percentileMs(0.5)).isEqualTo(50);
        assertThat(all.percentileMs(0.99)).isEqualTo(99);
        assertThat(all.percentileMs(1)).isEqualTo(100);
        assertThat(all.perSecond()).isEqualTo(50);
    }

    @Test
    void countsWrongAnswersAmongAll() {
        var taken = new Taken();
        taken.purchase(1, true);
        taken.purchase(1, false);

        assertThat(taken.purchases()).isEqualTo(2);
        assertThat(taken.failed()).isEqualTo(1);
    }
}
