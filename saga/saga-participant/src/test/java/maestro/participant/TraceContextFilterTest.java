package maestro.participant;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import maestro.sample.SampleTest;
import maestro.sample.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Observes the log line of an injected fault. */
@SampleTest
class TraceContextFilterTest {

    private static final String TRACE = "0190a000000070008000000000000001";

    private final Logger log = (Logger) LoggerFactory.getLogger(FaultInjector.class);
    private final ContextAppender appender = new ContextAppender();
    private final TestClient client;

    TraceContextFilterTest(@LocalServerPort int port) {
        this.client = new TestClient(port);
    }

    @BeforeEach
    void listen() throws Exception {
        client.post("/actuator/faults", "{\"on\":\"undo\"}");
        appender.start();
        log.addAppender(appender);
    }

    @AfterEach
    void stopListening() throws Exception {
        log.detachAppender(appender);
        client.delete("/actuator/faults");
    }

    @Test
    void addsTraceIdToLoggingContext() throws Exception {
        call("00-%s-00f067aa0ba902b7-01".formatted(TRACE));

        assertThat(appender.contexts).containsExactly(Map.of("traceId", TRACE));
    }

    @Test
    void ignoresInvalidTraceParent() throws Exception {
        for (String header : List.of("00-short-00f067aa0ba902b7-01", "01-" + TRACE, "x".repeat(8_000))) {
            call(header);
        }

        assertThat(appender.contexts).hasSize(3).containsOnly(Map.of());
    }

    private void call(String traceParent) throws Exception {
        client.send(client.request("/purchases/traced/undo")
                .header("traceparent", traceParent)
                .POST(BodyPublishers.noBody()));
    }

    /** Collects the logging context of each line. */
    private static final class ContextAppender extends AppenderBase<ILoggingEvent> {
        private final List<Map<String, String>> contexts = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            contexts.add(Map.copyOf(event.getMDCPropertyMap()));
        }
    }
}
