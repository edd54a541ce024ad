package maestro.participant;

import static maestro.contract.Purchase.ID;

import jakarta.validation.constraints.Pattern;
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

    private final ParticipantInvoker part;

    DoUndoController(ParticipantInvoker part) {
        this.part = part;
    }

    @PostMapping("/purchases/{id}/do")
    @Nullable ResponseEntity<?> perform(@PathVariable @Pattern(regexp = ID) String id, @RequestBody JsonNode body) {
        return part.perform(id, body);
    }

    /** A body is let through unread: some clients send a POST without one twice by themselves. */
    @PostMapping("/purchases/{id}/undo")
    @Nullable ResponseEntity<?> undo(@PathVariable @Pattern(regexp = ID) String id) {
        return part.undo(id);
    }
}
