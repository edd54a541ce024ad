package maestro.participant;

import static maestro.contract.Purchase.ID;

import jakarta.validation.constraints.Pattern;
import maestro.participant.Fault.On;
import maestro.web.Problems;
import maestro.web.PurchaseReader;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The two calls that change something. */
@RestController
class DoUndoController {

    private final Participant<?> participant;
    private final Fence fence;
    private final PurchaseReader reader;
    private final Replies replies;
    private final Faults faults;

    DoUndoController(Participant<?> participant, Fence fence, PurchaseReader reader, Replies replies, Faults faults) {
        this.participant = participant;
        this.fence = fence;
        this.reader = reader;
        this.replies = replies;
        this.faults = faults;
    }

    @PostMapping("/purchases/{id}/do")
    @Nullable ResponseEntity<?> perform(@PathVariable @Pattern(regexp = ID) String id, @RequestBody JsonNode body) {
        PurchaseReader.Read request = read(id, body);
        return faults.around(
                On.DO,
                id,
                () -> replies.to(
                        id,
                        fence.perform(id, request.fingerprint(), () -> participant.perform(id, request.purchase()))),
                refusal -> replies.to(id, fence.perform(id, request.fingerprint(), () -> {
                    throw refusal;
                })));
    }

    /** A body is let through unread: some clients send a POST without one twice by themselves. */
    @PostMapping("/purchases/{id}/undo")
    @Nullable ResponseEntity<?> undo(@PathVariable @Pattern(regexp = ID) String id) {
        return faults.around(
                On.UNDO,
                id,
                () -> replies.to(id, fence.undo(id)),
                refusal -> replies.to(id, new Outcome.Refused(refusal.reason(), refusal.detail())));
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
