package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Participant;
import maestro.stack.Saga;
import maestro.stack.Saga.Event;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An undo that fails and fails: somebody is told, and can act. */
class OperatorIT extends Scenario {

    OperatorIT(Stack stack) {
        super(stack);
    }

    @BeforeEach
    void givenAnUndoThatNeverWorks() {
        given("cd", "{}");
        given("payment", "{\"on\":\"undo\"}");
    }

    @Test
    void isToldOfWhatNeedsAttentionAndRunsIt() {
        Totals before = stack.totals();
        Saga stuck = whenAPurchaseIsStuck();
        assertThat(stuck.status()).as("never called undone").isEqualTo("UNDOING");
        assertThat(shop.list("needsAttention=true")).extracting(Saga::id).contains(stuck.id());
        assertThat(shop.eventTypes(stuck.id())).contains("UNDO_UNKNOWN", "NEEDS_ATTENTION");

        assertThat(shop.runNow(stuck.id(), "payment says it is back").status()).isIn(200, 202);
        stack.participant("payment").clearFaults();

        Saga undone = shop.awaitUndone(stuck.id());
        assertThat(undone.needsAttention()).isFalse();
        assertThat(shop.eventTypes(stuck.id())).contains("RUN_NOW");
        thenUnwoundInReverseFrom("cd", stuck.id());
        thenNobodyHolds(stuck.id());
        assertThat(stack.totals()).isEqualTo(before);
        thenTheAuditIsClean();
    }

    @Test
    void resolvesByHandWithAReason() {
        Saga stuck = whenAPurchaseIsStuck();

        Answer answer = shop.resolve(stuck.id(), "refunded by bank transfer 4711");

        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        Saga resolved = shop.awaitFinal(stuck.id());
        assertThat(resolved.status()).isEqualTo("RESOLVED");
        assertThat(resolved.needsAttention()).isFalse();
        Event last = shop.history(stuck.id()).getLast();
        assertThat(last.type()).isEqualTo("RESOLVED");
        assertThat(String.valueOf(last.detail())).contains("refunded by bank transfer 4711");
        assertThat(shop.list("needsAttention=true")).extracting(Saga::id).doesNotContain(stuck.id());
    }

    @Test
    void hasNoSayWhereNothingNeedsAttention() {
        stack.participants().values().forEach(Participant::clearFaults);
        Saga completed = shop.buy(Basket.oneBook()).saga();

        assertThat(shop.runNow(completed.id(), "no need").status()).isEqualTo(409);
        assertThat(shop.resolve(completed.id(), "no need").status()).isEqualTo(409);

        assertThat(shop.get(completed.id())).isEqualTo(completed);
    }

    private Saga whenAPurchaseIsStuck() {
        String id = shop.startBuying(Basket.oneBook());
        return shop.await(id, Saga::needsAttention);
    }
}
