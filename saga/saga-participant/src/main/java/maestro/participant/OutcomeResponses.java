package maestro.participant;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import maestro.contract.ProblemTypes;
import maestro.http.Problems;
import maestro.participant.Outcome.Effect;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;

/** Maps outcomes to HTTP responses and counts them. */
class OutcomeResponses {

    private record DoneResponse(
            String purchase,
            String service,
            String state,
            @JsonRawValue String receipt) {}

    private record UndoneResponse(String purchase, String service, String state, Effect effect) {}

    private final String service;
    private final MeterRegistry meters;

    OutcomeResponses(String service, MeterRegistry meters) {
        this.service = service;
        this.meters = meters;
    }

    /** @throws ErrorResponseException if the outcome is a problem */
    ResponseEntity<?> of(String id, Outcome outcome) {
        meters.counter("maestro.outcomes", "outcome", outcome.getClass().getSimpleName())
                .increment();
        return switch (outcome) {
            case Outcome.Done done -> done(id, done);
            case Outcome.Undone undone -> ResponseEntity.ok(new UndoneResponse(id, service, "UNDONE", undone.effect()));
            case Outcome.Refused(var reason, var detail) ->
                throw problem(id, UNPROCESSABLE_CONTENT, ProblemTypes.REFUSED, detail, Map.of("reason", reason));
            case Outcome.AlreadyUndone _ ->
                throw problem(
                        id, CONFLICT, ProblemTypes.ALREADY_UNDONE, "The purchase was already undone here.", Map.of());
            case Outcome.IdReused _ ->
                throw problem(
                        id,
                        UNPROCESSABLE_CONTENT,
                        ProblemTypes.ID_REUSED,
                        "The id was already used with other content.",
                        Map.of());
        };
    }

    private ResponseEntity<?> done(String id, Outcome.Done done) {
        ResponseEntity.BodyBuilder ok = ResponseEntity.ok();
        if (done.replayed()) {
            ok.header("Idempotent-Replayed", "true");
        }
        return ok.body(new DoneResponse(id, service, "DONE", done.receipt()));
    }

    private ErrorResponseException problem(
            String id, HttpStatus status, String type, String detail, Map<String, String> members) {
        ErrorResponseException problem = Problems.of(status, type, detail, members);
        problem.getBody().setProperty("purchase", id);
        problem.getBody().setProperty("service", service);
        return problem;
    }
}
