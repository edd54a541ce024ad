package maestro.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H2DurabilityPostProcessorTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./data/x, jdbc:h2:file:./data/x;WRITE_DELAY=0",
        "jdbc:h2:file:data/x;MODE=PostgreSQL, jdbc:h2:file:./data/x;MODE=PostgreSQL;WRITE_DELAY=0",
        "jdbc:h2:file:/var/x;write_delay=500;MODE=PostgreSQL, jdbc:h2:file:/var/x;MODE=PostgreSQL;WRITE_DELAY=0",
        "jdbc:h2:file:~/x;WRITE_DELAY=0, jdbc:h2:file:~/x;WRITE_DELAY=0",
        "jdbc:h2:file:C:/data/x, jdbc:h2:file:C:/data/x;WRITE_DELAY=0",
        "jdbc:h2:tcp://db/x, jdbc:h2:tcp://db/x;WRITE_DELAY=0"
    })
    void disablesWriteDelayInEveryUrl(String url, String durable) {
        assertThat(H2DurabilityPostProcessor.durable(url)).isEqualTo(durable);
    }
}
