package maestro.benchmarks.peers;

import java.net.URI;
import java.util.List;
import java.util.Map;
import maestro.http.Problems;
import maestro.http.PurchaseReader;
import maestro.saga.platform.Platform;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a purchase as the orchestrator does, has it sold, answers. */
@RestController
class Front {

    private final Seller seller;
    private final PurchaseReader reader;
    private final Platform platform;

    Front(Seller seller, PurchaseReader reader, Platform platform) {
        this.seller = seller;
        this.reader = reader;
        this.platform = platform;
    }

    @PostMapping("/purchases")
    ResponseEntity<Map<String, String>> buy(@RequestBody JsonNode body) throws InterruptedException {
        reader.read(body);
        String id = platform.newId();
        String document = ((ObjectNode) body).without(List.of("id", "receipts")).toString();
        if (!seller.buy(id, document)) {
            throw Problems.of(HttpStatus.CONFLICT, "purchase-undone", "It was undone.", Map.of("id", id));
        }
        return ResponseEntity.created(URI.create("/purchases/" + id)).body(Map.of("id", id, "status", "COMPLETED"));
    }
}
