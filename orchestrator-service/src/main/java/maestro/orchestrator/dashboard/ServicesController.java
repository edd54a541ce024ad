package maestro.orchestrator.dashboard;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import maestro.http.Problems;
import maestro.orchestrator.participants.ParticipantAdminClient;
import maestro.orchestrator.participants.ParticipantUnavailableException;
import maestro.orchestrator.participants.ProxyResponses;
import maestro.orchestrator.participants.RawResponse;
import maestro.saga.flow.Flows;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The participants, for a browser. The page calls only the orchestrator, which passes these calls on. */
@RestController
class ServicesController {

    private final ParticipantAdminClient participants;
    private final Flows flows;
    private final JsonMapper json;
    private final String catalogueService;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    /** @param catalogueService the participant that has the products for sale */
    ServicesController(
            ParticipantAdminClient participants,
            Flows flows,
            JsonMapper json,
            @Value("${maestro.catalogue-service}") String catalogueService) {
        this.participants = participants;
        this.flows = flows;
        this.json = json;
        this.catalogueService = catalogueService;
    }

    /**
     * A participant.
     *
     * @param health UP, DOWN, or SILENT if there is no reply
     * @param totals from its own tables
     * @param faults the armed faults
     */
    record ServiceView(
            String name,
            URI url,
            String health,
            @Nullable JsonNode totals,
            @Nullable JsonNode faults) {}

    /** In the order of the current flow's steps. Participants without a step come last, by name. */
    @GetMapping("/services")
    List<ServiceView> services() {
        var names = new LinkedHashSet<String>();
        flows.current().ifPresent(flow -> flow.steps().forEach(step -> names.add(step.service())));
        names.addAll(new TreeSet<>(participants.services()));
        return names.stream().map(name -> supplyAsync(() -> view(name), calls)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private ServiceView view(String name) {
        var totals = supplyAsync(() -> read(name, participants::totals), calls);
        var faults = supplyAsync(() -> read(name, participants::faults), calls);
        return new ServiceView(name, participants.address(name), health(name), totals.join(), faults.join());
    }

    private String health(String name) {
        try {
            return participants.health(name).isOk() ? "UP" : "DOWN";
        } catch (ParticipantUnavailableException e) {
            return "SILENT";
        }
    }

    private @Nullable JsonNode read(String name, Function<String, RawResponse> call) {
        return ProxyResponses.json(() -> call.apply(name), json).orElse(null);
    }

    @GetMapping("/services/{name}/faults")
    ResponseEntity<String> faults(@PathVariable String name) {
        return pass(name, participants::faults);
    }

    @PostMapping("/services/{name}/faults")
    ResponseEntity<String> arm(@PathVariable String name, @RequestBody byte[] fault) {
        return pass(name, service -> participants.arm(service, fault));
    }

    @DeleteMapping("/services/{name}/faults")
    ResponseEntity<String> clear(@PathVariable String name) {
        return pass(name, participants::clear);
    }

    @DeleteMapping("/services/{name}/faults/{id}")
    ResponseEntity<String> clear(@PathVariable String name, @PathVariable String id) {
        return pass(name, service -> participants.clear(service, id));
    }

    @GetMapping("/catalogue")
    ResponseEntity<String> catalogue() {
        return pass(catalogueService, participants::catalogue);
    }

    private ResponseEntity<String> pass(String name, Function<String, RawResponse> call) {
        if (!participants.services().contains(name)) {
            throw Problems.of(HttpStatus.NOT_FOUND, "not-found", "There is no service %s.".formatted(name));
        }
        return ProxyResponses.of(() -> call.apply(name));
    }
}
