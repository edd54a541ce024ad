package maestro.choreography;

import static maestro.contract.Purchase.ID;

import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import maestro.choreography.ChainResult.Step;
import maestro.contract.ChoreographyStyle;
import maestro.http.Problems;
import maestro.http.PurchaseReader;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Purchases that nobody conducts, as customers and the other services ask for them. */
@RestController
@RequestMapping("/choreography")
class ChoreographyController {

    private final ChoreographyHandler chain;
    private final PurchaseReader reader;
    private final CallRecorder calls;
    private final ChoreographyStyle usual;
    private final InstantSource clock;

    ChoreographyController(
            ChoreographyHandler chain,
            PurchaseReader reader,
            CallRecorder calls,
            ChoreographyStyle usual,
            InstantSource clock) {
        this.chain = chain;
        this.reader = reader;
        this.calls = calls;
        this.usual = usual;
        this.clock = clock;
    }

    /** The purchase, as far as this service can tell of it. */
    record Completed(String id, String status, String flow, Instant createdAt, Instant finishedAt, List<Step> steps) {}

    /**
     * The way in, at the first service. Like the orchestrator it answers 201 when all is done, and 409 when it came to nothing; but what of it is
     * left where, it can't say.
     */
    @PostMapping("/purchases")
    @Nullable ResponseEntity<?> begin(@RequestParam(required = false) @Nullable String style, @RequestBody JsonNode body) {
        reader.read(body);
        Instant createdAt = clock.instant();
        ChoreographyStyle way = style == null ? usual : named(style);
        String id = way.newId();
        calls.record("client", "buy", id);
        try {
            ResponseEntity<?> answer = chain.perform(id, ((ObjectNode) body).without(List.of("id", "receipts")));
            if (answer == null || !(answer.getBody() instanceof ChainResult played)) {
                return answer;
            }
            return ResponseEntity.created(URI.create("/purchases/" + id))
                    .body(new Completed(id, "COMPLETED", way.toString(), createdAt, clock.instant(), played.steps()));
        } catch (ErrorResponseException failure) {
            throw failed(id, failure);
        }
    }

    private ErrorResponseException failed(String id, ErrorResponseException failure) {
        Map<String, Object> members =
                Objects.requireNonNullElse(failure.getBody().getProperties(), Map.of());
        Object service = members.getOrDefault("service", calls.service());
        return Problems.of(
                HttpStatus.CONFLICT,
                "purchase-failed",
                "%s failed: %s".formatted(service, failure.getBody().getDetail()),
                Map.of("service", service, "purchase", Map.of("id", id, "status", "FAILED")));
    }

    private static ChoreographyStyle named(String style) {
        return Arrays.stream(ChoreographyStyle.values())
                .filter(each -> each.toString().equals(style))
                .findFirst()
                .orElseThrow(() -> Problems.badRequest("style", "must be naive or careful"));
    }

    @PostMapping("/purchases/{id}/do")
    @Nullable ResponseEntity<?> perform(@PathVariable @Pattern(regexp = ID) String id, @RequestBody JsonNode body) {
        return chain.perform(id, body);
    }

    /** The way in for what a customer gives back, at the last service: it takes the parcel. */
    @PostMapping("/returns/{id}")
    @Nullable ResponseEntity<?> beginReturn(@PathVariable @Pattern(regexp = ID) String id) {
        calls.record("client", "return", id);
        return chain.giveBack(id);
    }

    @PostMapping("/purchases/{id}/return")
    @Nullable ResponseEntity<?> giveBack(@PathVariable @Pattern(regexp = ID) String id) {
        return chain.giveBack(id);
    }

    @GetMapping("/calls")
    CallRecorder.Seen calls() {
        return calls.seen();
    }

    @GetMapping("/calls/{id}")
    List<CallRecorder.Call> calls(@PathVariable @Pattern(regexp = ID) String id) {
        return calls.about(id);
    }
}
