package maestro.orchestrator.participants;

import java.util.Optional;
import java.util.function.Supplier;
import maestro.http.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Passes participants' responses on to clients of the orchestrator. */
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

    /** The body of a response with the status 200; empty without one. */
    public static Optional<JsonNode> json(Supplier<RawResponse> call, JsonMapper json) {
        try {
            return Optional.of(call.get()).filter(RawResponse::isOk).map(response -> json.readTree(response.body()));
        } catch (ParticipantUnavailableException e) {
            return Optional.empty();
        }
    }
}
