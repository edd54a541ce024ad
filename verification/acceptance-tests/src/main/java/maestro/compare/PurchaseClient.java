package maestro.compare;

import java.util.HashSet;
import java.util.Set;
import maestro.stack.Http;
import maestro.stack.HttpReply;
import maestro.stack.OrchestratorClient;
import maestro.stack.ParticipantClient.LedgerEntry;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Makes, finds and returns purchases in one style. */
interface PurchaseClient {

    /** @param id null if there was no reply */
    record BuyResult(@Nullable String id, boolean isCompleted) {}

    /** @param calls that were necessary to find out */
    record Location(boolean isComplete, int calls) {}

    /** @throws java.io.UncheckedIOException if there is no reply */
    BuyResult buy(PurchaseRequest request);

    /** The id of a purchase without a reply; null if no service knows it. */
    @Nullable String findUnanswered();

    Location locate(String id);

    void returnPurchase(String id);

    static PurchaseClient of(Style style, Stack stack) {
        return style == Style.ORCHESTRATED ? new Orchestrated(stack.orchestrator()) : new Choreographed(style, stack);
    }

    record Orchestrated(OrchestratorClient orchestrator) implements PurchaseClient {

        @Override
        public BuyResult buy(PurchaseRequest request) {
            PurchaseView purchase =
                    orchestrator.buy(request, "Prefer", "wait=45").purchase();
            PurchaseView last = purchase.isFinal() ? purchase : orchestrator.awaitFinal(purchase.id());
            return new BuyResult(purchase.id(), last.isCompleted());
        }

        @Override
        public @Nullable String findUnanswered() {
            return null;
        }

        @Override
        public Location locate(String id) {
            return new Location(orchestrator.purchase(id).isCompleted(), 1);
        }

        @Override
        public void returnPurchase(String id) {
            orchestrator.cancel(id, "returned");
            orchestrator.awaitUndone(id);
        }
    }

    /** Calls the first service to buy. No single service knows the state of a purchase. */
    final class Choreographed implements PurchaseClient {

        private static final int NO_LIMIT = 1_000_000;

        private final Style style;
        private final Stack stack;
        private final Set<String> known = new HashSet<>();

        Choreographed(Style style, Stack stack) {
            this.style = style;
            this.stack = stack;
            known.addAll(idsAtCheckout());
        }

        @Override
        public BuyResult buy(PurchaseRequest request) {
            HttpReply reply = http("checkout").post("/choreography/purchases?style=" + style, request.json());
            boolean isCompleted = reply.status() == 201;
            String id = reply.json().at(isCompleted ? "/id" : "/purchase/id").stringValue();
            known.add(id);
            return new BuyResult(id, isCompleted);
        }

        @Override
        public @Nullable String findUnanswered() {
            Set<String> unknown = idsAtCheckout();
            unknown.removeAll(known);
            known.addAll(unknown);
            return unknown.stream().findFirst().orElse(null);
        }

        private Set<String> idsAtCheckout() {
            Set<String> ids = new HashSet<>();
            String prefix = "choreo-" + style + "-";
            stack.participant("checkout").entries(prefix, NO_LIMIT).stream()
                    .map(LedgerEntry::purchase)
                    .filter(id -> id.startsWith(prefix))
                    .forEach(ids::add);
            return ids;
        }

        @Override
        public Location locate(String id) {
            long holding = stack.participants().values().stream()
                    .filter(participant -> participant
                            .entry(id)
                            .filter(LedgerEntry::hasStandingEffect)
                            .isPresent())
                    .count();
            int calls = stack.participants().size();
            return new Location(holding == calls, calls);
        }

        @Override
        public void returnPurchase(String id) {
            http("shipping").post("/choreography/returns/" + id, "{}").ok();
        }

        private Http http(String step) {
            return new Http(stack.service(step).url());
        }
    }
}
