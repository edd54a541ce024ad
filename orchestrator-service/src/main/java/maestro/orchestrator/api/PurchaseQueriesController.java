package maestro.orchestrator.api;

import static maestro.contract.Purchase.ID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Filter;
import maestro.saga.state.Status;
import maestro.saga.state.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Reads purchases. */
@RestController
@RequestMapping("/purchases")
class PurchaseQueriesController {

    private final Purchases purchases;

    PurchaseQueriesController(Purchases purchases) {
        this.purchases = purchases;
    }

    @GetMapping("/{id}")
    PurchaseView purchase(@PathVariable @Pattern(regexp = ID) String id) {
        return purchases.get(id);
    }

    @GetMapping("/{id}/history")
    List<StoredEvent> history(@PathVariable @Pattern(regexp = ID) String id) {
        return purchases.history(id);
    }

    /** Newest first. The {@code Link} header names the next page of a full page. */
    @GetMapping
    ResponseEntity<List<PurchaseView>> purchases(
            @RequestParam(defaultValue = "") List<Status> status,
            @RequestParam(required = false) @Nullable Boolean needsAttention,
            @RequestParam(required = false) @Nullable @Size(max = 254) @Pattern(regexp = "\\P{Cntrl}*") String q,
            @RequestParam(required = false) @Nullable @Size(max = 254) @Pattern(regexp = "\\P{Cntrl}*") String reason,
            @RequestParam(required = false) @Nullable @Pattern(regexp = ID) String step,
            @RequestParam(required = false) @Nullable @Pattern(regexp = ID) String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        var filter = new Filter(stored(status), needsAttention, stripped(q), stripped(reason), after, limit);
        var page = step == null ? purchases.page(filter) : purchases.atStep(step, filter);
        var headers = new HttpHeaders();
        if (page.size() == limit) {
            String next = ServletUriComponentsBuilder.fromCurrentRequest()
                    .replaceQueryParam("after", page.getLast().id())
                    .toUriString();
            headers.add(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
        }
        return ResponseEntity.ok().headers(headers).body(page);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The stored statuses that clients see as these. */
    private static List<Status> stored(List<Status> visible) {
        return Stream.of(Status.values())
                .filter(status -> visible.contains(status.outward()))
                .toList();
    }
}
