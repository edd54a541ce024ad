package maestro.participant;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import maestro.http.Problems;
import maestro.participant.Outcome.Effect;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;

/** Outcomes as the contract has them over HTTP; counts them by the way. */
class Replies {

    private record DoneReply(
            String purchase,
            String service,
            String state,
            @JsonRawValue String receipt) {}

    private record UndoneReply(String purchase, String service, String state, Effect effect) {}

    private final String service;
    private final MeterRegistry meters;

    Replies(String service, MeterRegistry meters) {
        this.service = service;
        this.meters = meters;
    }

    /** Answers, or throws the problem that the outcome is. */
    ResponseEntity<?> to(String id, Outcome outcome) {
        meters.counter("maestro.outcomes", "outcome", outcome.getClass().getSimpleName())
                .increment();
        return switch (outcome) {
            case Outcome.Done done -> done(id, done);
            case Outcome.Undone undone -> ResponseEntity.ok(new UndoneReply(id, service, "UNDONE", undone.effect()));
            case Outcome.Refused(var reason, var detail) ->
                throw problem(id, UNPROCESSABLE_CONTENT, "refused", detail, Map.of("reason", reason));
            case Outcome.AlreadyUndone _ ->
                throw problem(id, CONFLICT, "already-undone", "This purchase was undone here, for good.", Map.of());
            case Outcome.IdReused _ ->
                throw problem(id, UNPROCESSABLE_CONTENT, "id-reused", "This id has come with other content.", Map.of());
        };
    }

    private ResponseEntity<?> done(String id, Outcome.Done done) {
        ResponseEntity.BodyBuilder ok = ResponseEntity.ok();
        if (done.replayed()) {
            ok.header("Idempotent-Replayed", "true");
        }
        return ok.body(new DoneReply(id, service, "DONE", done.receipt()));
    }

    private ErrorResponseException problem(
            String id, HttpStatus status, String slug, String detail, Map<String, String> member) {
        ErrorResponseException problem = Problems.of(status, slug, detail, member);
        problem.getBody().setProperty("purchase", id);
        problem.getBody().setProperty("service", service);
        return problem;
    }
}
