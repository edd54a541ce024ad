package maestro.orchestrator.api;

import static maestro.contract.Purchase.ID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.concurrent.CompletableFuture;
import maestro.orchestrator.engine.Ending;
import maestro.orchestrator.engine.Engine;
import maestro.orchestrator.saga.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stepping in: cancelling a purchase, and an operator's two actions on one that needs attention. */
@RestController
@RequestMapping("/purchases/{id}")
class OperatorController {

    private final Engine engine;
    private final Purchases purchases;

    OperatorController(Engine engine, Purchases purchases) {
        this.engine = engine;
        this.purchases = purchases;
    }

    /** 200 once it is undone, 202 while it unwinds; 409 if it can't be undone any more. */
    @PostMapping("/cancel")
    ResponseEntity<PurchaseView> cancel(
            @PathVariable @Pattern(regexp = ID) String id,
            @RequestBody(required = false) @Nullable @Valid Reason body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        PurchaseView before = find(id);
        String reason = body == null || body.reason() == null ? "asked by the client" : body.reason();
        var ending = engine.cancel(id, reason);
        if (ending.isPresent()) {
            var _ = Answers.await(ending.get(), Preference.of(prefer).patience());
        }
        PurchaseView now = find(id);
        return switch (now.status()) {
            case UNDONE -> ResponseEntity.ok(now);
            case UNDOING -> ResponseEntity.accepted().body(now);
            case RUNNING, PIVOTING -> {
                if (ending.isEmpty()) {
                    throw Answers.problem("not-under-way", "It isn't under way here; try again.", now);
                }
                yield ResponseEntity.accepted().body(now);
            }
            case COMPLETED, RESOLVED ->
                throw Answers.problem("not-cancellable", "It is %s and stays so.".formatted(before.status()), now);
        };
    }

    /** Tries again at once what waits for its next attempt. */
    @PostMapping("/run-now")
    ResponseEntity<PurchaseView> runNow(
            @PathVariable @Pattern(regexp = ID) String id,
            @RequestBody(required = false) @Nullable @Valid Reason body) {
        requireAttention(id);
        String reason = body == null || body.reason() == null ? "asked by an operator" : body.reason();
        if (!engine.runNow(id, reason)) {
            throw Answers.problem("not-under-way", "It isn't under way here any more.", find(id));
        }
        return ResponseEntity.accepted().body(find(id));
    }

    /** Ends it by hand; what it still holds is the operator's to answer for. */
    @PostMapping("/resolve")
    ResponseEntity<PurchaseView> resolve(
            @PathVariable @Pattern(regexp = ID) String id,
            @RequestBody @Valid Resolve body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        requireAttention(id);
        var ending = engine.ending(id).orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException()));
        engine.resolve(id, body.reason());
        boolean ended = Answers.await(ending, Preference.of(prefer).patience())
                .map(Ending::saga)
                .filter(saga -> saga.status() == Status.RESOLVED)
                .isPresent();
        if (!ended) {
            throw Answers.problem("not-resolved", "It could not be resolved.", find(id));
        }
        return ResponseEntity.ok(find(id));
    }

    private void requireAttention(String id) {
        PurchaseView purchase = find(id);
        if (!purchase.needsAttention()) {
            throw Answers.problem(
                    "needs-no-attention", "It is %s and on its way.".formatted(purchase.status()), purchase);
        }
    }

    private PurchaseView find(String id) {
        return purchases.find(id).orElseThrow(() -> Purchases.unknown(id));
    }

    record Reason(@Nullable @Size(min = 1, max = 500) String reason) {}

    record Resolve(@NotBlank @Size(max = 500) String reason) {}
}
