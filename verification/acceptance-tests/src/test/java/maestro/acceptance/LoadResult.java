package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import maestro.stack.HttpReply;
import maestro.stack.OrchestratorClient;
import maestro.stack.PurchaseView;
import maestro.stack.Totals;
import org.awaitility.Awaitility;

/** The replies and the final purchases of a {@link PurchaseLoad}. */
record LoadResult(List<Optional<HttpReply>> replies, Map<String, PurchaseView> purchases) {

    /** Waits until all purchases have ended on their own. */
    static LoadResult await(PurchaseLoad load, OrchestratorClient orchestrator) throws Exception {
        List<Optional<HttpReply>> replies = load.replies();
        Awaitility.await("all purchases are final")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> orchestrator.openPurchases().isEmpty());
        return new LoadResult(
                replies,
                orchestrator.allPurchases("q=" + load.customer()).stream()
                        .collect(Collectors.toMap(PurchaseView::id, Function.identity())));
    }

    List<PurchaseView> completed() {
        return purchases.values().stream().filter(PurchaseView::isCompleted).toList();
    }

    List<PurchaseView> undone() {
        return purchases.values().stream().filter(PurchaseView::isUndone).toList();
    }

    void assertNothingLostOrDuplicated() {
        List<HttpReply> received = replies.stream().flatMap(Optional::stream).toList();
        assertThat(received)
                .extracting(LoadResult::id)
                .as("one purchase per reply")
                .doesNotHaveDuplicates()
                .isSubsetOf(purchases.keySet());
        assertThat(purchases.size()).as("purchases").isBetween(received.size(), replies.size());
        assertThat(completed().size() + undone().size()).as("final").isEqualTo(purchases.size());
        assertThat(received).allSatisfy(this::assertStaysTrue);
    }

    void assertTotals(Totals before, Totals after) {
        int sold = completed().size();
        long money = completed().stream().mapToLong(PurchaseView::amountPaid).sum();
        assertThat(after).isEqualTo(before.afterSelling(sold, "BOOK-DDD", sold, money));
    }

    @Override
    public String toString() {
        return "%d purchases: %d completed, %d undone; %d of %d clients received a reply"
                .formatted(
                        purchases.size(),
                        completed().size(),
                        undone().size(),
                        replies.stream().flatMap(Optional::stream).count(),
                        replies.size());
    }

    private void assertStaysTrue(HttpReply reply) {
        String status = Objects.requireNonNull(purchases.get(id(reply))).status();
        if (reply.status() == 201) {
            assertThat(status).isEqualTo("COMPLETED");
        } else if (reply.problem().equals("purchase-undone")) {
            assertThat(status).isEqualTo("UNDONE");
        }
    }

    private static String id(HttpReply reply) {
        return reply.purchaseJson().path("id").stringValue();
    }
}
