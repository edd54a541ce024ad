package maestro.orchestrator.api;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import maestro.http.Problems;
import maestro.orchestrator.api.PurchaseView.StepStatus;
import maestro.orchestrator.api.PurchaseView.StepView;
import maestro.saga.engine.SagaResult;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;

/** What a client is told of a purchase, and when. */
final class PurchaseResponses {

    private PurchaseResponses() {}

    /**
     * Waits for a run's end.
     *
     * @return empty if it hasn't ended by then, or ended elsewhere: then the journal knows
     */
    static Optional<SagaResult> await(CompletableFuture<SagaResult> result, Duration atMost)
            throws InterruptedException {
        try {
            return Optional.of(result.get(atMost.toMillis(), TimeUnit.MILLISECONDS))
                    .filter(SagaResult::isFinal);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        }
    }

    /** The answer to a purchase: 201, 202, or a problem that says what was undone and why. */
    static ResponseEntity<PurchaseView> toPurchase(PurchaseView purchase) {
        URI location = URI.create("/purchases/" + purchase.id());
        return switch (purchase.status()) {
            case COMPLETED -> ResponseEntity.created(location).body(purchase);
            case RUNNING, PIVOTING, UNDOING ->
                ResponseEntity.accepted().location(location).body(purchase);
            case UNDONE -> throw problem("purchase-undone", undone(purchase), purchase);
            case RESOLVED -> throw problem("purchase-resolved", "An operator ended it: " + purchase.reason(), purchase);
        };
    }

    static ErrorResponseException problem(String slug, String detail, PurchaseView purchase) {
        var problem = Problems.of(HttpStatus.CONFLICT, slug, detail, Map.of("purchase", purchase));
        problem.getHeaders().setLocation(URI.create("/purchases/" + purchase.id()));
        return problem;
    }

    private static String undone(PurchaseView purchase) {
        String steps = purchase.steps().reversed().stream()
                .filter(step -> step.status() == StepStatus.UNDONE)
                .sorted(Comparator.comparing(
                        (StepView step) -> Objects.requireNonNullElse(step.finishedAt(), purchase.createdAt())))
                .map(StepView::name)
                .collect(Collectors.joining(", "));
        String what = steps.isEmpty() ? "Nothing had to be undone." : "Undone: " + steps + ".";
        return "The purchase is undone because %s. %s".formatted(purchase.reason(), what);
    }
}
