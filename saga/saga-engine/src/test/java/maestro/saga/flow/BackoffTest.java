package maestro.saga.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    @Test
    void doublesUpToTheCeiling() {
        assertThat(backoff.after(1, 1.0)).hasMillis(100);
        assertThat(backoff.after(2, 1.0)).hasMillis(200);
        assertThat(backoff.after(6, 1.0)).hasMillis(3200);
        assertThat(backoff.after(7, 1.0)).hasMillis(5000);
    }

    @Test
    void staysAtTheCeiling() {
        assertThat(backoff.after(64, 1.0)).hasMillis(5000);
        assertThat(backoff.after(Integer.MAX_VALUE, 1.0)).hasMillis(5000);
    }

    @Test
    void scalesTheBoundByTheJitter() {
        assertThat(backoff.after(3, 0.0)).hasMillis(0);
        assertThat(backoff.after(3, 0.5)).hasMillis(200);
    }
}
