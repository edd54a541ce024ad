package maestro.orchestrator.api;

import java.net.URI;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import maestro.http.Problems;
import maestro.orchestrator.api.PurchaseView.StepStatus;
import maestro.orchestrator.api.PurchaseView.StepView;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;

/** The HTTP responses about one purchase. */
final class PurchaseResponses {

    private PurchaseResponses() {}

    /**
     * 201 for a completed purchase, 202 for an open one.
     *
     * @throws ErrorResponseException 409 for an undone or resolved purchase
     */
    static ResponseEntity<PurchaseView> of(PurchaseView purchase) {
        URI location = location(purchase);
        return switch (purchase.status()) {
            case COMPLETED -> ResponseEntity.created(location).body(purchase);
            case RUNNING, PIVOTING, UNDOING ->
                ResponseEntity.accepted().location(location).body(purchase);
            case UNDONE -> throw conflict("purchase-undone", undone(purchase), purchase);
            case RESOLVED ->
                throw conflict("purchase-resolved", "An operator ended it: " + purchase.reason(), purchase);
        };
    }

    /** A problem of the type {@code slug} that contains the purchase. */
    static ErrorResponseException conflict(String slug, String detail, PurchaseView purchase) {
        var problem = Problems.of(HttpStatus.CONFLICT, slug, detail, Map.of("purchase", purchase));
        problem.getHeaders().setLocation(location(purchase));
        return problem;
    }

    private static URI location(PurchaseView purchase) {
        return URI.create("/purchases/" + purchase.id());
    }

    private static String undone(PurchaseView purchase) {
        String steps = purchase.steps().reversed().stream()
                .filter(step -> step.status() == StepStatus.UNDONE)
                .sorted(Comparator.comparing(
                        (StepView step) -> Objects.requireNonNullElse(step.finishedAt(), purchase.createdAt())))
                .map(StepView::name)
                .collect(Collectors.joining(", "));
        String undone = steps.isEmpty() ? "Nothing had to be undone." : "Undone: " + steps + ".";
        return "The purchase is undone because %s. %s".formatted(purchase.reason(), undone);
    }
}
