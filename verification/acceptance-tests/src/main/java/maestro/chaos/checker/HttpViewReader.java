package maestro.chaos.checker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import maestro.chaos.checker.RunRecord.HttpView;
import maestro.stack.ParticipantClient.LedgerEntry;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import tools.jackson.databind.JsonNode;

/** Reads the state of the services over HTTP. */
public final class HttpViewReader {

    private static final int NO_LIMIT = 1_000_000;

    private HttpViewReader() {}

    public static HttpView read(Stack stack) {
        Map<String, List<LedgerEntry>> listings = new HashMap<>();
        stack.participants().forEach((step, participant) -> listings.put(step, participant.entries("", NO_LIMIT)));
        return new HttpView(
                stack.orchestrator().allPurchases("").stream()
                        .collect(Collectors.toMap(PurchaseView::id, PurchaseView::status)),
                listings,
                stack.totals(),
                stack.orchestrator()
                        .audit()
                        .path("violations")
                        .valueStream()
                        .map(JsonNode::toString)
                        .toList());
    }
}
