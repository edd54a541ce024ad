package maestro.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void computesPercentilesOfAllClients() {
        var all = new Latencies();
        for (int client = 0; client < 2; client++) {
            var one = new Latencies();
            for (int ms = 100 - client; ms > 0; ms -= 2) {
                one.add(TimeUnit.MILLISECONDS.toNanos(ms), true);
            }
            all.add(one);
        }

        assertThat(all.percentileMs(0.5)).isEqualTo(50);
        assertThat(all.percentileMs(0.99)).isEqualTo(99);
        assertThat(all.percentileMs(1)).isEqualTo(100);
    }

    @Test
    void countsUnexpectedReplies() {
        var latencies = new Latencies();
        latencies.add(1, true);
        latencies.add(1, false);

        assertThat(latencies.count()).isEqualTo(2);
        assertThat(latencies.unexpected()).isEqualTo(1);
    }
}
