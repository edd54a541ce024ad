package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import maestro.conformance.ConformanceMain;
import maestro.stack.Service;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conformance kit as a stranger would use it: given an address, and nothing else. On a service of its own, because no
 * orchestrator knows of the purchases that it makes up, and an audit would rightly complain.
 */
class ConformanceIT {

    @Test
    void findsNothingWrongWithARunningService(@TempDir Path data) {
        Service service = new Service("payment", Stack.freePort(), data, Map.of());
        try {
            service.start();
            service.awaitReady();

            assertThat(ConformanceMain.run(URI.create(service.url()), "payment", System.out))
                    .isZero();
        } finally {
            service.stop();
        }
    }
}
