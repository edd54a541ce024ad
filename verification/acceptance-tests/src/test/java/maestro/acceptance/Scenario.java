package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.stack.Participant.Entry;
import maestro.stack.Saga.Event;
import maestro.stack.Shop;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.extension.ExtendWith;

/** The words that the scenarios share. Each begins and ends with no fault armed and no purchase under way. */
@ExtendWith(StackExtension.class)
abstract class Scenario {

    final Stack stack;
    final Shop shop;

    Scenario(Stack stack) {
        this.stack = stack;
        this.shop = stack.shop();
    }

    /** Puts a fault in place, as the contract has it: {@code {"on":"undo","kind":"fail","times":3}}. */
    final void given(String step, String fault) {
        stack.participant(step).breaks(fault);
    }

    /** About one purchase in three meets one of these faults; some are survived, some undo it. */
    final void givenServicesThatFailNowAndThen() {
        given("payment", "{\"kind\":\"lose-reply\",\"probability\":0.1,\"seed\":1}");
        given("stock", "{\"kind\":\"late\",\"delayMs\":300,\"probability\":0.1,\"seed\":2}");
        given("cd", "{\"kind\":\"delay\",\"delayMs\":200,\"probability\":0.2,\"seed\":3}");
        given("shipping", "{\"kind\":\"refuse\",\"probability\":0.2,\"seed\":4}");
        given("invoice", "{\"on\":\"undo\",\"probability\":0.3,\"seed\":5}");
    }

    final Reckoning thenAllEndWell(Load load, Totals before) throws Exception {
        Reckoning reckoning = Reckoning.of(load, shop);
        reckoning.thenNothingIsLostOrDoubled();
        reckoning.completed().forEach(saga -> thenAllSixHold(saga.id()));
        reckoning.undone().forEach(saga -> thenNobodyHolds(saga.id()));
        reckoning.thenTheTotalsAreExact(before, stack.totals());
        thenTheAuditIsClean();
        return reckoning;
    }

    final void thenAllSixHold(String id) {
        for (String step : Stack.STEPS) {
            assertThat(stack.participant(step).entry(id))
                    .as("%s of %s", step, id)
                    .hasValueSatisfying(entry -> {
                        assertThat(entry.state()).isEqualTo("DONE");
                        assertThat(entry.effects()).isEqualTo(1);
                        assertThat(entry.reversals()).isZero();
                    });
        }
    }

    /** Each of the six holds UNDONE or never heard of it, and what it ever did it took back, once. */
    final void thenNobodyHolds(String id) {
        for (String step : Stack.STEPS) {
            stack.participant(step).entry(id).ifPresent(entry -> thenIsUndone(step, entry));
        }
    }

    private static void thenIsUndone(String step, Entry entry) {
        assertThat(entry.state()).as("%s: %s", step, entry).isEqualTo("UNDONE");
        assertThat(entry.effects()).as("%s: %s", step, entry).isLessThanOrEqualTo(1);
        assertThat(entry.reversals()).as("%s: %s", step, entry).isEqualTo(entry.effects());
    }

    /** The undo of this step came first, and then one after another those of the steps before it, back to the start. */
    final void thenUnwoundInReverseFrom(String step, String id) {
        List<Event> events = thenIsInOrder(id);
        List<Event> undone = events.stream()
                .filter(event -> event.type().equals("UNDO_DONE"))
                .toList();
        List<String> expected =
                Stack.STEPS.subList(0, Stack.STEPS.indexOf(step) + 1).reversed();
        assertThat(undone).extracting(Event::step).containsExactlyElementsOf(expected);
        long decided = events.stream()
                .filter(event -> event.type().equals("UNDOING"))
                .findFirst()
                .orElseThrow()
                .seq();
        assertThat(undone).allMatch(event -> event.seq() > decided);
        assertThat(events.getLast().type()).isEqualTo("UNDONE");
    }

    final List<Event> thenIsInOrder(String id) {
        List<Event> events = shop.history(id);
        assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.seq(), b.seq()));
        assertThat(events).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(events.getFirst().type()).isEqualTo("ACCEPTED");
        return events;
    }

    final void thenTheAuditIsClean() {
        assertThat(shop.audit().path("violations").toString()).isEqualTo("[]");
        assertThat(shop.audit().path("checked").longValue()).isPositive();
    }
}
