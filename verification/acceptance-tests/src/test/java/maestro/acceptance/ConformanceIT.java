package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import maestro.conformance.ConformanceMain;
import maestro.stack.Stack;
import maestro.stack.StackService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conformance kit against a running service. The service does not belong to a stack, because an audit would report
 * the purchases of the kit, which no orchestrator knows.
 */
class ConformanceIT {

    @Test
    void acceptsRunningService(@TempDir Path data) {
        StackService service = new StackService("payment", Stack.freePort(), data, Map.of());
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
