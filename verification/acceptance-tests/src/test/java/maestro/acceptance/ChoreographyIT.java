package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.compare.Comparison;
import maestro.compare.ComparisonResult;
import maestro.compare.PlannedPurchase;
import maestro.compare.Style;
import maestro.stack.Http;
import maestro.stack.HttpReply;
import maestro.stack.PurchaseRequest;
import maestro.stack.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The services without an orchestrator: they leave purchases half done, and the normal audit ignores these purchases.
 */
@Tag("slow")
class ChoreographyIT extends AcceptanceTest {

    private static final long SEED = 1;

    private final Http orchestratorHttp;
    private final Http checkout;

    ChoreographyIT(Stack stack) {
        super(stack);
        this.orchestratorHttp = new Http(orchestrator.url());
        this.checkout = new Http(stack.service("checkout").url());
    }

    @AfterEach
    void undoHalfDonePurchases() {
        assertThat(orchestratorHttp
                        .post("/choreography/clean", "{}")
                        .ok()
                        .json()
                        .path("halfDone"))
                .isEmpty();
    }

    /** Crashes are excluded because restarts take too long. {@code ./maestro compare} includes them. */
    @Test
    void leavesHalfDonePurchasesOnlyWithoutOrchestrator() {
        List<PlannedPurchase> purchases = plan();
        assertThat(plan()).as("the same seed").isEqualTo(purchases);

        ComparisonResult naive = Comparison.run(Style.NAIVE, purchases, stack, _ -> {});
        ComparisonResult careful = Comparison.run(Style.CAREFUL, purchases, stack, _ -> {});
        ComparisonResult orchestrated = Comparison.run(Style.ORCHESTRATED, purchases, stack, _ -> {});

        assertThat(orchestrated.halfDone()).isEmpty();
        assertThat(orchestrated.completed() + orchestrated.undone()).isEqualTo(purchases.size());
        assertThat(orchestrated.wrongReplies()).isZero();
        assertThat(orchestrated.failuresReceived()).isEmpty();
        assertThat(careful.halfDone()).isNotEmpty();
        assertThat(naive.halfDone()).hasSizeGreaterThan(careful.halfDone().size());
        assertThat(List.of(naive.edges(), careful.edges(), orchestrated.edges()))
                .containsExactly(5, 5, 6);
        assertThat(List.of(naive.edgesWithReturns(), orchestrated.edgesWithReturns()))
                .containsExactly(10, 6);
        assertAuditClean();
    }

    private static List<PlannedPurchase> plan() {
        return PlannedPurchase.random(SEED, 80).stream()
                .filter(purchase -> purchase.crashingService() == null)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "naive, fail, MONEY_WITHOUT_GOODS",
        "careful, lose-reply, GOODS_SENT_WITHOUT_MONEY",
    })
    void reportsKindOfHalfDonePurchase(String style, String kind, String halfDoneKind) {
        armFault("shipping", "{\"kind\":\"%s\"}".formatted(kind));

        HttpReply reply = buy(style);

        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        JsonNode found = halfDone(reply.purchaseJson().path("id").stringValue());
        assertThat(found.path("kinds").toString()).contains(halfDoneKind);
        assertThat(orchestrator.audit().path("violations").toString()).isEqualTo("[]");
    }

    @Test
    void undoesInCarefulStyleIfLastServiceFails() {
        armFault("shipping", "{\"kind\":\"fail\"}");

        HttpReply reply = buy("careful");

        assertFullyUndone(reply.purchaseJson().path("id").stringValue());
    }

    private HttpReply buy(String style) {
        return checkout.post(
                "/choreography/purchases?style=" + style,
                PurchaseRequest.oneBook().json());
    }

    private JsonNode halfDone(String id) {
        return orchestratorHttp
                .get("/audit/choreography")
                .ok()
                .json()
                .path("halfDone")
                .valueStream()
                .filter(each -> each.path("purchase").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
