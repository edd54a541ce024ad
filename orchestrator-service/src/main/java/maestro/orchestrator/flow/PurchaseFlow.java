package maestro.orchestrator.flow;

import java.util.stream.Stream;
import maestro.orchestrator.flow.Step.Kind;
import maestro.orchestrator.flow.Step.Patience;

/**
 * A purchase, as the business agreed on it: six services one after another, each with a do and an undo. When one fails, it
 * and what came before it are undone, last to first.
 */
public final class PurchaseFlow {

    public static final String NAME = "purchase";

    private PurchaseFlow() {}

    public static Flow version1(SagaProperties settings) {
        var patience = new Patience(
                settings.attempts(),
                new Backoff(settings.backoff(), settings.backoffCeiling()),
                new Backoff(settings.backoff(), settings.undoBackoffCeiling()));
        var steps = Stream.of("checkout", "payment", "stock", "cd", "invoice", "shipping")
                .map(name -> new Step(name, name, Kind.COMPENSATABLE, settings.callTimeout(), patience))
                .toList();
        return Flow.sequence(NAME, 1, settings.deadline(), steps);
    }
}
