package maestro.orchestrator.dashboard;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import maestro.http.Problems;
import maestro.orchestrator.participants.ParticipantAdminClient;
import maestro.orchestrator.participants.ParticipantAdminClient.Passed;
import maestro.orchestrator.participants.ParticipantAdminClient.SilentException;
import org.jspecify.annotations.Nullable;
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

/** The six services, as a browser sees them: it speaks to the orchestrator alone, which passes on what is theirs. */
@RestController
class ServicesController {

    private static final List<String> ORDER = List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    private final ParticipantAdminClient backstage;
    private final JsonMapper json;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    ServicesController(ParticipantAdminClient backstage, JsonMapper json) {
        this.backstage = backstage;
        this.json = json;
    }

    /**
     * One service.
     *
     * @param health UP, DOWN, or SILENT if it doesn't answer
     * @param totals by its own tables
     * @param faults on purpose that are in place
     */
    record ServiceView(
            String name,
            URI url,
            String health,
            @Nullable JsonNode totals,
            @Nullable JsonNode faults) {}

    @GetMapping("/services")
    List<ServiceView> services() {
        return backstage.services().stream()
                .sorted(Comparator.comparingInt(ORDER::indexOf))
                .map(name -> supplyAsync(() -> view(name), calls))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private ServiceView view(String name) {
        var totals = supplyAsync(() -> read(name, backstage::totals), calls);
        var faults = supplyAsync(() -> read(name, backstage::faults), calls);
        return new ServiceView(name, backstage.address(name), health(name), totals.join(), faults.join());
    }

    private String health(String name) {
        try {
            return backstage.health(name).isOk() ? "UP" : "DOWN";
        } catch (SilentException e) {
            return "SILENT";
        }
    }

    private @Nullable JsonNode read(String name, Function<String, Passed> call) {
        try {
            Passed passed = call.apply(name);
            return passed.isOk() ? json.readTree(passed.body()) : null;
        } catch (SilentException e) {
            return null;
        }
    }

    @GetMapping("/services/{name}/faults")
    ResponseEntity<String> faults(@PathVariable String name) {
        return pass(name, backstage::faults);
    }

    @PostMapping("/services/{name}/faults")
    ResponseEntity<String> arm(@PathVariable String name, @RequestBody byte[] fault) {
        return pass(name, service -> backstage.arm(service, fault));
    }

    @DeleteMapping("/services/{name}/faults")
    ResponseEntity<String> clear(@PathVariable String name) {
        return pass(name, backstage::clear);
    }

    @DeleteMapping("/services/{name}/faults/{id}")
    ResponseEntity<String> clear(@PathVariable String name, @PathVariable String id) {
        return pass(name, service -> backstage.clear(service, id));
    }

    @GetMapping("/catalogue")
    ResponseEntity<String> catalogue() {
        return pass("checkout", _ -> backstage.catalogue());
    }

    private ResponseEntity<String> pass(String name, Function<String, Passed> call) {
        if (!backstage.services().contains(name)) {
            throw Problems.of(HttpStatus.NOT_FOUND, "not-found", "There is no service %s.".formatted(name));
        }
        return PassedOn.answer(() -> call.apply(name));
    }
}
