package maestro.orchestrator.dashboard;

import java.util.function.Supplier;
import maestro.http.Problems;
import maestro.orchestrator.participants.ParticipantAdminClient.Passed;
import maestro.orchestrator.participants.ParticipantAdminClient.SilentException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A service's own answer as ours; 502 if it gives none. */
public final class PassedOn {

    private PassedOn() {}

    public static ResponseEntity<String> answer(Supplier<Passed> call) {
        try {
            Passed passed = call.get();
            String type = passed.contentType();
            return ResponseEntity.status(passed.status())
                    .contentType(type == null ? MediaType.APPLICATION_JSON : MediaType.parseMediaType(type))
                    .body(passed.body());
        } catch (SilentException e) {
            throw Problems.of(HttpStatus.BAD_GATEWAY, "service-silent", e.getMessage() + ".");
        }
    }
}
