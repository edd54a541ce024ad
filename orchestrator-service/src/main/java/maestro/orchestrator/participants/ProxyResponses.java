package maestro.orchestrator.participants;

import java.util.function.Supplier;
import maestro.http.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Passes a participant's response on to a client of the orchestrator. */
public final class ProxyResponses {

    private ProxyResponses() {}

    /** @throws org.springframework.web.ErrorResponseException 502 if the participant has not replied */
    public static ResponseEntity<String> of(Supplier<RawResponse> call) {
        try {
            RawResponse response = call.get();
            String type = response.contentType();
            return ResponseEntity.status(response.status())
                    .contentType(type == null ? MediaType.APPLICATION_JSON : MediaType.parseMediaType(type))
                    .body(response.body());
        } catch (ParticipantUnavailableException e) {
            throw Problems.of(HttpStatus.BAD_GATEWAY, "service-silent", e.getMessage() + ".");
        }
    }
}
