package maestro.orchestrator.choreography;

import static maestro.contract.Purchase.ID;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import maestro.http.Problems;
import maestro.orchestrator.dashboard.PassedOn;
import maestro.orchestrator.participants.LedgerClient.Entry;
import maestro.orchestrator.participants.LedgerClient.UnreadableException;
import maestro.orchestrator.participants.ParticipantAdminClient;
import maestro.orchestrator.participants.ParticipantAdminClient.Passed;
import maestro.orchestrator.participants.ParticipantAdminClient.SilentException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Choreography, for whoever compares: the orchestrator only looks on, and passes on what a browser may not ask the services itself. */
@RestController
class ChoreographyController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ChoreographyAudit audit;
    private final ParticipantAdminClient backstage;
    private final JsonMapper json;

    ChoreographyController(ChoreographyAudit audit, ParticipantAdminClient backstage, JsonMapper json) {
        this.audit = audit;
        this.backstage = backstage;
        this.json = json;
    }

    @GetMapping("/audit/choreography")
    ChoreographyReport audit() {
        return complete(audit::run);
    }

    /** Undoes whatever is half done. */
    @PostMapping("/choreography/clean")
    ChoreographyReport clean() {
        return complete(audit::takeBack);
    }

    private static ChoreographyReport complete(Supplier<ChoreographyReport> work) {
        try {
            return work.get();
        } catch (UnreadableException e) {
            throw Problems.unavailable("The audit is incomplete: " + e.getMessage() + ".", RETRY_AFTER);
        }
    }

    /** The calls that each service saw coming in since it started, as far as they answer: the call graphs. */
    @GetMapping("/choreography/calls")
    List<JsonNode> calls() {
        return backstage.services().stream()
                .flatMap(service -> read(() -> backstage.calls(service)))
                .toList();
    }

    /** The calls about one purchase, in the order of their times. */
    @GetMapping("/choreography/calls/{id}")
    List<JsonNode> calls(@PathVariable @Pattern(regexp = ID) String id) {
        return backstage.services().stream()
                .flatMap(service -> read(() -> backstage.calls(service, id)))
                .flatMap(JsonNode::valueStream)
                .sorted(Comparator.comparing(call -> call.path("at").asString("")))
                .toList();
    }

    private Stream<JsonNode> read(Supplier<Passed> call) {
        try {
            Passed passed = call.get();
            return passed.isOk() ? Stream.of(json.readTree(passed.body())) : Stream.empty();
        } catch (SilentException e) {
            return Stream.empty();
        }
    }

    @PostMapping("/choreography/purchases")
    ResponseEntity<String> buy(@RequestParam String style, @RequestBody byte[] purchase) {
        return PassedOn.answer(() -> backstage.choreograph(style, purchase));
    }

    @PostMapping("/choreography/returns/{id}")
    ResponseEntity<String> giveBack(@PathVariable @Pattern(regexp = ID) String id) {
        return PassedOn.answer(() -> backstage.giveBack(id));
    }

    /** Where a purchase is: what each of the six holds of it, as there is nobody else to ask. */
    @GetMapping("/choreography/purchases/{id}")
    Map<String, Entry> whereabouts(@PathVariable @Pattern(regexp = ID) String id) {
        return audit.whereabouts(id);
    }
}
