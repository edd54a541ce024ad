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

/** The endpoints {@code do} and {@code undo}. */
@RestController
class DoUndoController {

    private final ParticipantInvoker invoker;

    DoUndoController(ParticipantInvoker invoker) {
        this.invoker = invoker;
    }

    @PostMapping("/purchases/{id}/do")
    @Nullable ResponseEntity<?> perform(@PathVariable @Pattern(regexp = ID) String id, @RequestBody JsonNode body) {
        return invoker.perform(id, body);
    }

    /** Ignores a body. Some HTTP clients repeat a POST without a body on their own, so callers send one. */
    @PostMapping("/purchases/{id}/undo")
    @Nullable ResponseEntity<?> undo(@PathVariable @Pattern(regexp = ID) String id) {
        return invoker.undo(id);
    }
}
