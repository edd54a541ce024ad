package maestro.orchestrator.choreography;

import static maestro.contract.Purchase.ID;

import jakarta.validation.constraints.Pattern;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import maestro.orchestrator.participants.LedgerEntry;
import maestro.orchestrator.participants.ParticipantAdminClient;
import maestro.orchestrator.participants.ProxyResponses;
import maestro.orchestrator.reconciliation.ReconciliationController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The backend of the page's choreography screen. The orchestrator takes no part in these purchases: it is a proxy. */
@RestController
class ChoreographyController {

    private static final String FIRST_SERVICE = "checkout";
    private static final String LAST_SERVICE = "shipping";

    private final ChoreographyAudit audit;
    private final ParticipantAdminClient participants;
    private final JsonMapper json;

    ChoreographyController(ChoreographyAudit audit, ParticipantAdminClient participants, JsonMapper json) {
        this.audit = audit;
        this.participants = participants;
        this.json = json;
    }

    @GetMapping("/audit/choreography")
    ChoreographyReport audit() {
        return ReconciliationController.complete(audit::run);
    }

    /** Undoes all purchases that are half done. */
    @PostMapping("/choreography/clean")
    ChoreographyReport clean() {
        return ReconciliationController.complete(audit::undoHalfDone);
    }

    /** The calls that each service has received since its start. A service without a usable reply is left out. */
    @GetMapping("/choreography/calls")
    List<JsonNode> calls() {
        return participants.services().stream()
                .flatMap(service -> ProxyResponses.json(() -> participants.calls(service), json).stream())
                .toList();
    }

    /** The calls about one purchase, oldest first. */
    @GetMapping("/choreography/calls/{id}")
    List<JsonNode> calls(@PathVariable @Pattern(regexp = ID) String id) {
        return participants.services().stream()
                .flatMap(service -> ProxyResponses.json(() -> participants.calls(service, id), json).stream())
                .flatMap(JsonNode::valueStream)
                .sorted(Comparator.comparing(call -> call.path("at").asString("")))
                .toList();
    }

    @PostMapping("/choreography/purchases")
    ResponseEntity<String> buy(@RequestParam String style, @RequestBody byte[] purchase) {
        return ProxyResponses.of(() -> participants.choreograph(FIRST_SERVICE, style, purchase));
    }

    @PostMapping("/choreography/returns/{id}")
    ResponseEntity<String> returnPurchase(@PathVariable @Pattern(regexp = ID) String id) {
        return ProxyResponses.of(() -> participants.returnPurchase(LAST_SERVICE, id));
    }

    /** The ledger entries of one purchase, by service. */
    @GetMapping("/choreography/purchases/{id}")
    Map<String, LedgerEntry> entries(@PathVariable @Pattern(regexp = ID) String id) {
        return ReconciliationController.complete(() -> audit.entries(id));
    }
}
