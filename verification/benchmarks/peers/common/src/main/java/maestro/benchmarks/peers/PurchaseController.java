package maestro.benchmarks.peers;

import java.net.URI;
import java.util.List;
import java.util.Map;
import maestro.benchmarks.peers.PurchaseExecutor.Result;
import maestro.http.Problems;
import maestro.http.PurchaseReader;
import maestro.saga.state.Outcome.Done;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a purchase as the orchestrator does and replies when the purchase has ended. */
@RestController
class PurchaseController {

    private final PurchaseExecutor executor;
    private final PurchaseReader reader;
    private final PurchaseCalls calls;

    PurchaseController(PurchaseExecutor executor, PurchaseReader reader, PurchaseCalls calls) {
        this.executor = executor;
        this.reader = reader;
        this.calls = calls;
    }

    record Reply(String id, String status, String customer, List<Done> steps) {}

    @PostMapping("/purchases")
    ResponseEntity<Reply> purchase(@RequestBody JsonNode body) throws InterruptedException {
        String customer = reader.read(body).purchase().customer();
        String id = calls.newId();
        String document = ((ObjectNode) body).without(List.of("id", "receipts")).toString();
        Result result = executor.execute(id, document);
        if (!result.completed()) {
            throw Problems.of(HttpStatus.CONFLICT, "purchase-undone", "The purchase was undone.", Map.of("id", id));
        }
        return ResponseEntity.created(URI.create("/purchases/" + id))
                .body(new Reply(id, "COMPLETED", customer, result.steps()));
    }
}
