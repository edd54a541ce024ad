package maestro.participant;

import java.util.function.Function;
import maestro.http.Problems;
import maestro.http.PurchaseReader;
import maestro.participant.Fault.On;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/**
 * This service's part in a purchase, past the faults and through the fence, whoever calls for it. What is no success is thrown as the
 * contract's problem; null means that the connection is to be cut.
 */
public final class ParticipantInvoker {

    private final Participant<?> participant;
    private final Fence fence;
    private final PurchaseReader reader;
    private final Replies replies;
    private final Faults faults;

    ParticipantInvoker(Participant<?> participant, Fence fence, PurchaseReader reader, Replies replies, Faults faults) {
        this.participant = participant;
        this.fence = fence;
        this.reader = reader;
        this.replies = replies;
        this.faults = faults;
    }

    @Nullable ResponseEntity<?> perform(String id, JsonNode body) {
        return perform(id, read(id, body), outcome -> replies.to(id, outcome));
    }

    /**
     * Goes on, and answers, by {@code onward}.
     *
     * @param onward given the receipt once this service's part is committed; not called if the process crashes in between
     */
    public @Nullable ResponseEntity<?> perform(String id, JsonNode body, Function<String, ResponseEntity<?>> onward) {
        return perform(id, read(id, body), outcome -> {
            ResponseEntity<?> reply = replies.to(id, outcome);
            return outcome instanceof Outcome.Done done ? onward.apply(done.receipt()) : reply;
        });
    }

    private @Nullable ResponseEntity<?> perform(
            String id, PurchaseReader.Read request, Function<Outcome, ResponseEntity<?>> answer) {
        return faults.around(
                On.DO,
                id,
                () -> fence.perform(id, request.fingerprint(), () -> participant.perform(id, request.purchase())),
                answer,
                refusal -> fence.perform(id, request.fingerprint(), () -> {
                    throw refusal;
                }));
    }

    public @Nullable ResponseEntity<?> undo(String id) {
        return faults.around(
                On.UNDO,
                id,
                () -> fence.undo(id),
                outcome -> replies.to(id, outcome),
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
