package maestro.participant;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import maestro.sample.Http;
import maestro.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is logged during a call of a trace can be found by the trace's id; each fault that strikes is logged. */
@SampleTest
class TraceFilterTest {

    private static final String TRACE = "0190a000000070008000000000000001";

    private final Logger log = (Logger) LoggerFactory.getLogger(Faults.class);
    private final Remembering remembering = new Remembering();
    private final Http http;

    TraceFilterTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    @BeforeEach
    void listen() throws Exception {
        http.post("/actuator/faults", "{\"on\":\"undo\"}");
        remembering.start();
        log.addAppender(remembering);
    }

    @AfterEach
    void stopListening() throws Exception {
        log.detachAppender(remembering);
        http.delete("/actuator/faults");
    }

    @Test
    void namesTheTraceInWhatIsLogged() throws Exception {
        call("00-%s-00f067aa0ba902b7-01".formatted(TRACE));

        assertThat(remembering.lines).containsExactly(Map.of("traceId", TRACE));
    }

    @Test
    void takesNoTraceFromWhatIsNone() throws Exception {
        for (String header : List.of("00-short-00f067aa0ba902b7-01", "01-" + TRACE, "x".repeat(8_000))) {
            call(header);
        }

        assertThat(remembering.lines).hasSize(3).containsOnly(Map.of());
    }

    private void call(String traceParent) throws Exception {
        http.send(http.request("/purchases/traced/undo")
                .header("traceparent", traceParent)
                .POST(BodyPublishers.noBody()));
    }

    /** What stood beside each line. */
    private static final class Remembering extends AppenderBase<ILoggingEvent> {
        private final List<Map<String, String>> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(Map.copyOf(event.getMDCPropertyMap()));
        }
    }
}
