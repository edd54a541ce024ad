package maestro.participant;

import java.util.function.Function;
import maestro.http.Problems;
import maestro.http.PurchaseReader;
import maestro.participant.Fault.On;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/**
 * Calls the application's {@link Participant} with all guarantees of the contract: it validates the request, applies
 * injected faults, and runs the call through the fence. The endpoints use it; an application can call it as well, to
 * start its step by another route.
 *
 * <p>Every method returns the success response, or throws an {@link org.springframework.web.ErrorResponseException}
 * with the contract's problem. A null result means that an injected fault closes the connection without a response;
 * the controller returns the null.
 */
public final class ParticipantInvoker {

    private final Participant<?> participant;
    private final Fence fence;
    private final PurchaseReader reader;
    private final OutcomeResponses responses;
    private final FaultInjector faults;

    ParticipantInvoker(
            Participant<?> participant,
            Fence fence,
            PurchaseReader reader,
            OutcomeResponses responses,
            FaultInjector faults) {
        this.participant = participant;
        this.fence = fence;
        this.reader = reader;
        this.responses = responses;
        this.faults = faults;
    }

    @Nullable ResponseEntity<?> perform(String id, JsonNode body) {
        return perform(id, read(id, body), outcome -> responses.of(id, outcome));
    }

    /**
     * Performs the step and lets {@code continuation} produce the response.
     *
     * @param continuation receives the receipt after the commit, also for a replayed {@code do}. It is not called if
     *     the step does not succeed, or if the process stops between the commit and the call.
     */
    public @Nullable ResponseEntity<?> perform(
            String id, JsonNode body, Function<String, ResponseEntity<?>> continuation) {
        return perform(id, read(id, body), outcome -> {
            ResponseEntity<?> response = responses.of(id, outcome);
            return outcome instanceof Outcome.Done done ? continuation.apply(done.receipt()) : response;
        });
    }

    private @Nullable ResponseEntity<?> perform(
            String id, PurchaseReader.Read request, Function<Outcome, ResponseEntity<?>> response) {
        return faults.intercept(
                On.DO,
                id,
                () -> fence.perform(id, request.fingerprint(), () -> participant.perform(id, request.purchase())),
                response,
                refusal -> fence.perform(id, request.fingerprint(), () -> {
                    throw refusal;
                }));
    }

    /** Undoes the step, or records that a later {@code do} must have no effect. */
    public @Nullable ResponseEntity<?> undo(String id) {
        return faults.intercept(
                On.UNDO,
                id,
                () -> fence.undo(id),
                outcome -> responses.of(id, outcome),
                refusal -> new Outcome.Refused(refusal.reason(), refusal.detail()));
    }

    private PurchaseReader.Read read(String id, JsonNode body) {
        PurchaseReader.Read request = reader.read(body);
        String idInBody = request.purchase().id();
        if (idInBody != null && !idInBody.equals(id)) {
            throw Problems.badRequest("id", "must be the one in the path");
        }
        return request;
    }
}
