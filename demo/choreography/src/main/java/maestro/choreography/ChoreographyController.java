package maestro.choreography;

import static maestro.contract.Purchase.ID;

import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import maestro.choreography.ChainResult.Step;
import maestro.contract.ChoreographyStyle;
import maestro.contract.ProblemTypes;
import maestro.http.Problems;
import maestro.http.PurchaseReader;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
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

/** Choreographed purchases, for customers and for the other services. */
@RestController
@RequestMapping("/choreography")
class ChoreographyController {

    private final ChoreographyHandler handler;
    private final PurchaseReader reader;
    private final CallRecorder recorder;
    private final ChoreographyStyle defaultStyle;

    ChoreographyController(
            ChoreographyHandler handler,
            PurchaseReader reader,
            CallRecorder recorder,
            @Value("${maestro.choreography}") ChoreographyStyle defaultStyle) {
        this.handler = handler;
        this.reader = reader;
        this.recorder = recorder;
        this.defaultStyle = defaultStyle;
    }

    record CompletedPurchase(
            String id, String status, String flow, Instant createdAt, Instant finishedAt, List<Step> steps) {}

    /**
     * Starts a purchase, at the first service. Like the orchestrator, it returns 201 for a completed purchase and 409
     * for a failed one, but a failed purchase can have left effects at any service.
     */
    @PostMapping("/purchases")
    @Nullable ResponseEntity<?> start(@RequestParam Optional<String> style, @RequestBody JsonNode body) {
        reader.read(body);
        Instant createdAt = Instant.now();
        ChoreographyStyle chosen = style.map(ChoreographyController::parse).orElse(defaultStyle);
        String id = chosen.newId();
        recorder.record("client", "buy", id);
        try {
            ResponseEntity<?> response = handler.perform(id, ((ObjectNode) body).without(List.of("id", "receipts")));
            if (response == null || !(response.getBody() instanceof ChainResult result)) {
                return response;
            }
            return ResponseEntity.created(URI.create("/purchases/" + id))
                    .body(new CompletedPurchase(
                            id, "COMPLETED", chosen.toString(), createdAt, Instant.now(), result.steps()));
        } catch (ErrorResponseException failure) {
            throw failed(id, failure);
        }
    }

    private ErrorResponseException failed(String id, ErrorResponseException failure) {
        Map<String, Object> members =
                Objects.requireNonNullElse(failure.getBody().getProperties(), Map.of());
        Object service = members.getOrDefault("service", recorder.service());
        return Problems.of(
                HttpStatus.CONFLICT,
                ProblemTypes.PURCHASE_FAILED,
                "%s failed: %s".formatted(service, failure.getBody().getDetail()),
                Map.of("service", service, "purchase", Map.of("id", id, "status", "FAILED")));
    }

    private static ChoreographyStyle parse(String style) {
        return Arrays.stream(ChoreographyStyle.values())
                .filter(each -> each.toString().equals(style))
                .findFirst()
                .orElseThrow(() -> Problems.badRequest("style", "must be naive or careful"));
    }

    @PostMapping("/purchases/{id}/do")
    @Nullable ResponseEntity<?> perform(@PathVariable @Pattern(regexp = ID) String id, @RequestBody JsonNode body) {
        return handler.perform(id, body);
    }

    /** Starts the return of a purchase, at the last service, which takes the parcel back. */
    @PostMapping("/returns/{id}")
    @Nullable ResponseEntity<?> startReturn(@PathVariable @Pattern(regexp = ID) String id) {
        recorder.record("client", "return", id);
        return handler.returnPurchase(id);
    }

    @PostMapping("/purchases/{id}/return")
    @Nullable ResponseEntity<?> returnPurchase(@PathVariable @Pattern(regexp = ID) String id) {
        return handler.returnPurchase(id);
    }

    @GetMapping("/calls")
    CallRecorder.Summary calls() {
        return recorder.summary();
    }

    @GetMapping("/calls/{id}")
    List<CallRecorder.Call> calls(@PathVariable @Pattern(regexp = ID) String id) {
        return recorder.calls(id);
    }
}
