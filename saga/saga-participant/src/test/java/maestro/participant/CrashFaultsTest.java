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

    private final List<String> happened = new ArrayList<>();
    private final Faults faults = new Faults(new SimpleMeterRegistry(), () -> happened.add("halted"));

    @BeforeEach
    void beginRequest() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @AfterEach
    void endRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void haltsBeforeTheEffect() {
        strike(Kind.CRASH_BEFORE);
        assertThat(happened).containsExactly("halted");
    }

    @Test
    void haltsAfterTheEffect() {
        strike(Kind.CRASH_AFTER);
        assertThat(happened).containsExactly("committed", "halted");
    }

    private void strike(Kind kind) {
        faults.arm(new Fault(On.DO, kind, 1, 1.0, 0L, null, 1L));
        ResponseEntity<?> answer = faults.around(On.DO, "any", this::commit, this::answer, _ -> commit());
        assertThat(answer).isNull();
    }

    private Outcome commit() {
        happened.add("committed");
        return new Outcome.Done("{}", false);
    }

    private ResponseEntity<?> answer(Outcome outcome) {
        happened.add("answered");
        return ResponseEntity.ok(outcome);
    }
}
