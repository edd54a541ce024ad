package maestro.orchestrator.api;

import static maestro.contract.Purchase.ID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import maestro.http.Problems;
import maestro.saga.engine.CommandOutcome.Contended;
import maestro.saga.engine.CommandOutcome.Handled;
import maestro.saga.engine.CommandOutcome.NotFound;
import maestro.saga.engine.CommandOutcome.UnknownFlow;
import maestro.saga.engine.Engine;
import maestro.saga.state.Command;
import maestro.saga.state.Command.Cancel;
import maestro.saga.state.Command.Declined;
import maestro.saga.state.Command.RunNow;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cancels purchases, and retries or resolves those that need attention. */
@RestController
@RequestMapping("/purchases/{id}")
class OperatorController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Engine engine;
    private final Purchases purchases;
    private final CompletionWaiter waiter;

    OperatorController(Engine engine, Purchases purchases, CompletionWaiter waiter) {
        this.engine = engine;
        this.purchases = purchases;
        this.waiter = waiter;
    }

    /** 200 for an undone purchase, 202 while it is being undone, 409 if it can't be undone any more. */
    @PostMapping("/cancel")
    ResponseEntity<PurchaseView> cancel(
            @PathVariable @Pattern(regexp = ID) String id,
            @RequestBody(required = false) @Nullable @Valid Reason body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        execute(id, new Cancel(reason(body, "asked by the client")), "not-cancellable");
        PurchaseView now = waiter.await(id, PreferHeader.parse(prefer).maxWait());
        return now.status().isFinal()
                ? ResponseEntity.ok(now)
                : ResponseEntity.accepted().body(now);
    }

    /** Makes the next attempt at once. */
    @PostMapping("/run-now")
    ResponseEntity<PurchaseView> runNow(
            @PathVariable @Pattern(regexp = ID) String id, @RequestBody(required = false) @Nullable @Valid Reason body)
            throws InterruptedException {
        execute(id, new RunNow(reason(body, "asked by an operator")), "needs-no-attention");
        return ResponseEntity.accepted().body(purchases.get(id));
    }

    /** Ends a purchase by hand. The operator is responsible for the effects that remain. */
    @PostMapping("/resolve")
    ResponseEntity<PurchaseView> resolve(
            @PathVariable @Pattern(regexp = ID) String id, @RequestBody @Valid Resolve body)
            throws InterruptedException {
        execute(id, new Command.Resolve(body.reason()), "needs-no-attention");
        return ResponseEntity.ok(purchases.get(id));
    }

    /**
     * Returns when the command is carried out and durable.
     *
     * @param slug the type of the problem if the command is declined
     */
    private void execute(String id, Command command, String slug) throws InterruptedException {
        PurchaseView before = purchases.get(id);
        switch (engine.execute(id, command)) {
            case Handled(Declined declined) ->
                throw PurchaseResponses.conflict(slug, "Nothing was changed: %s.".formatted(declined.why()), before);
            case Handled _ -> {}
            case NotFound _ -> throw Purchases.notFound(id);
            case UnknownFlow flow ->
                throw Problems.unavailable(
                        "Version %d of the flow %s needs a newer version of this software. Nothing was changed."
                                .formatted(flow.version(), flow.flow()),
                        RETRY_AFTER);
            case Contended _ ->
                throw Problems.unavailable(
                        "Other requests are changing the purchase. Nothing was changed.", RETRY_AFTER);
        }
    }

    private static String reason(@Nullable Reason body, String standard) {
        return body == null || body.reason() == null ? standard : body.reason();
    }

    record Reason(@Nullable @Size(min = 1, max = 500) String reason) {}

    record Resolve(@NotBlank @Size(max = 500) String reason) {}
}
