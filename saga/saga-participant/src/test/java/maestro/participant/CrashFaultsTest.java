package maestro.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import maestro.participant.Fault.Kind;
import maestro.participant.Fault.On;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class CrashFaultsTest {

    private final List<String> events = new ArrayList<>();
    private final FaultInjector faults = new FaultInjector(new SimpleMeterRegistry(), () -> events.add("halted"));

    @BeforeEach
    void beginRequest() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @AfterEach
    void endRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void haltsBeforeEffect() {
        inject(Kind.CRASH_BEFORE);
        assertThat(events).containsExactly("halted");
    }

    @Test
    void haltsAfterEffect() {
        inject(Kind.CRASH_AFTER);
        assertThat(events).containsExactly("committed", "halted");
    }

    private void inject(Kind kind) {
        faults.arm(new Fault(On.DO, kind, 1, 1.0, 0L, null, 1L));
        ResponseEntity<?> response = faults.intercept(On.DO, "any", this::commit, this::respond, _ -> commit());
        assertThat(response).isNull();
    }

    private Outcome commit() {
        events.add("committed");
        return new Outcome.Done("{}", false);
    }

    private ResponseEntity<?> respond(Outcome outcome) {
        events.add("responded");
        return ResponseEntity.ok(outcome);
    }
}
