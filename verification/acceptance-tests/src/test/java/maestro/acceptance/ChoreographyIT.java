package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.compare.Comparison;
import maestro.compare.Figures;
import maestro.compare.Trial;
import maestro.compare.Way;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Http;
import maestro.stack.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The same services without an orchestrator: what is left half done, by whom, and that it isn't held against those that are conducted. */
class ChoreographyIT extends Scenario {

    private static final long SEED = 1;

    private final Http orchestrator;
    private final Http checkout;

    ChoreographyIT(Stack stack) {
        super(stack);
        this.orchestrator = new Http(shop.url());
        this.checkout = new Http(stack.service("checkout").url());
    }

    @AfterEach
    void takeBack() {
        assertThat(orchestrator.post("/choreography/clean", "{}").ok().json().path("halfDone"))
                .isEmpty();
    }

    /** Restarts of processes take too long here; those are left to {@code ./maestro compare}. */
    @Test
    void leavesPurchasesHalfDoneUnderFaultsThatTheOrchestratorEndsWell() {
        List<Trial> trials = Trial.drawn(SEED, 80).stream()
                .filter(trial -> trial.crashing() == null)
                .toList();
        assertThat(trials)
                .isEqualTo(Trial.drawn(SEED, 80).stream()
                        .filter(trial -> trial.crashing() == null)
                        .toList());

        Figures naive = Comparison.of(Way.NAIVE, trials, stack, _ -> {});
        Figures careful = Comparison.of(Way.CAREFUL, trials, stack, _ -> {});
        Figures orchestrated = Comparison.of(Way.ORCHESTRATED, trials, stack, _ -> {});

        assertThat(orchestrated.halfDone()).isEmpty();
        assertThat(orchestrated.completed() + orchestrated.undone()).isEqualTo(trials.size());
        assertThat(orchestrated.toldWrongly()).isZero();
        assertThat(orchestrated.failuresHeard()).isEmpty();
        assertThat(careful.halfDone()).isNotEmpty();
        assertThat(naive.halfDone()).hasSizeGreaterThan(careful.halfDone().size());
        assertThat(List.of(naive.edges(), careful.edges(), orchestrated.edges()))
                .containsExactly(5, 5, 6);
        assertThat(List.of(naive.edgesWithReturns(), orchestrated.edgesWithReturns()))
                .containsExactly(10, 6);
        thenTheAuditIsClean();
    }

    @ParameterizedTest
    @CsvSource({
        "naive, fail, MONEY_WITHOUT_GOODS",
        "careful, lose-reply, GOODS_SENT_WITHOUT_MONEY",
    })
    void tellsWhatIsWrongWithAPurchaseThatNobodyConducts(String style, String kind, String leftover) {
        given("shipping", "{\"kind\":\"%s\"}".formatted(kind));

        Answer answer = checkout.post(
                "/choreography/purchases?style=" + style, Basket.oneBook().json());

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        String id = answer.json().at("/purchase/id").stringValue();
        JsonNode found = halfDone(id);
        assertThat(found.path("kinds").toString()).contains(leftover);
        assertThat(shop.audit().path("violations").toString()).isEqualTo("[]");
    }

    @Test
    void isUndoneByTheCarefulWhenTheLastOneFails() {
        given("shipping", "{\"kind\":\"fail\"}");

        Answer answer = checkout.post(
                "/choreography/purchases?style=careful", Basket.oneBook().json());

        thenNobodyHolds(answer.json().at("/purchase/id").stringValue());
    }

    private JsonNode halfDone(String id) {
        return orchestrator
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
