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

/** Stepping in: cancelling a purchase, and an operator's two actions on one that needs attention. */
@RestController
@RequestMapping("/purchases/{id}")
class OperatorController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Engine engine;
    private final Purchases purchases;
    private final CompletionWaiter endings;

    OperatorController(Engine engine, Purchases purchases, CompletionWaiter endings) {
        this.engine = engine;
        this.purchases = purchases;
        this.endings = endings;
    }

    /** 200 once it is undone, 202 while it unwinds; 409 if it can't be undone any more. */
    @PostMapping("/cancel")
    ResponseEntity<PurchaseView> cancel(
            @PathVariable @Pattern(regexp = ID) String id,
            @RequestBody(required = false) @Nullable @Valid Reason body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        execute(id, new Cancel(reason(body, "asked by the client")), "not-cancellable");
        PurchaseView now = endings.await(id, Preference.of(prefer).patience());
        return now.status().isFinal()
                ? ResponseEntity.ok(now)
                : ResponseEntity.accepted().body(now);
    }

    /** Tries again at once what waits for its next attempt. */
    @PostMapping("/run-now")
    ResponseEntity<PurchaseView> runNow(
            @PathVariable @Pattern(regexp = ID) String id, @RequestBody(required = false) @Nullable @Valid Reason body)
            throws InterruptedException {
        execute(id, new RunNow(reason(body, "asked by an operator")), "needs-no-attention");
        return ResponseEntity.accepted().body(find(id));
    }

    /** Ends it by hand; what it still holds is the operator's to answer for. */
    @PostMapping("/resolve")
    ResponseEntity<PurchaseView> resolve(
            @PathVariable @Pattern(regexp = ID) String id, @RequestBody @Valid Resolve body)
            throws InterruptedException {
        execute(id, new Command.Resolve(body.reason()), "needs-no-attention");
        return ResponseEntity.ok(find(id));
    }

    /** Returns when the command is carried out and durable. A problem of the type {@code slug} says why it was declined. */
    private void execute(String id, Command command, String slug) throws InterruptedException {
        PurchaseView before = find(id);
        switch (engine.execute(id, command)) {
            case Handled(Declined declined) ->
                throw PurchaseResponses.problem(slug, "It can't be done: %s.".formatted(declined.why()), before);
            case Handled _ -> {}
            case NotFound _ -> throw Purchases.unknown(id);
            case UnknownFlow flow ->
                throw Problems.unavailable(
                        "Version %d of the flow %s needs a newer orchestrator; nothing was changed."
                                .formatted(flow.version(), flow.flow()),
                        RETRY_AFTER);
            case Contended _ ->
                throw Problems.unavailable(
                        "The purchase is being changed by other requests; nothing was changed.", RETRY_AFTER);
        }
    }

    private static String reason(@Nullable Reason body, String otherwise) {
        return body == null || body.reason() == null ? otherwise : body.reason();
    }

    private PurchaseView find(String id) {
        return purchases.find(id).orElseThrow(() -> Purchases.unknown(id));
    }

    record Reason(@Nullable @Size(min = 1, max = 500) String reason) {}

    record Resolve(@NotBlank @Size(max = 500) String reason) {}
}
