package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import maestro.stack.OrchestratorClient;
import maestro.stack.ParticipantClient.LedgerEntry;
import maestro.stack.PurchaseView.Event;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test on a shared stack. Each test begins and ends without armed faults and without running purchases. */
@ExtendWith(StackExtension.class)
abstract class AcceptanceTest {

    final Stack stack;
    final OrchestratorClient orchestrator;

    AcceptanceTest(Stack stack) {
        this.stack = stack;
        this.orchestrator = stack.orchestrator();
    }

    /** Arms a fault in the form of the contract: {@code {"on":"undo","kind":"fail","times":3}}. */
    final void armFault(String step, String fault) {
        stack.participant(step).armFault(fault);
    }

    /** About one purchase in three meets one of these faults. Some of these purchases complete, others are undone. */
    final void armRandomFaults() {
        armFault("payment", "{\"kind\":\"lose-reply\",\"probability\":0.1,\"seed\":1}");
        armFault("stock", "{\"kind\":\"late\",\"delayMs\":300,\"probability\":0.1,\"seed\":2}");
        armFault("cd", "{\"kind\":\"delay\",\"delayMs\":200,\"probability\":0.2,\"seed\":3}");
        armFault("shipping", "{\"kind\":\"refuse\",\"probability\":0.2,\"seed\":4}");
        armFault("invoice", "{\"on\":\"undo\",\"probability\":0.3,\"seed\":5}");
    }

    final LoadResult assertLoadConsistent(PurchaseLoad load, Totals before) throws Exception {
        LoadResult result = LoadResult.await(load, orchestrator);
        result.assertNothingLostOrDuplicated();
        result.completed().forEach(purchase -> assertDoneByAll(purchase.id()));
        result.undone().forEach(purchase -> assertFullyUndone(purchase.id()));
        result.assertTotals(before, stack.totals());
        assertAuditClean();
        return result;
    }

    final void assertDoneByAll(String id) {
        stack.participants()
                .forEach((step, participant) -> assertThat(participant.entry(id))
                        .as("%s of %s", step, id)
                        .hasValueSatisfying(entry -> {
                            assertThat(entry.state()).isEqualTo("DONE");
                            assertThat(entry.effects()).isEqualTo(1);
                            assertThat(entry.reversals()).isZero();
                        }));
    }

    /** Each participant has no record of the purchase, or is UNDONE with every effect reversed once. */
    final void assertFullyUndone(String id) {
        stack.participants()
                .forEach((step, participant) -> participant.entry(id).ifPresent(entry -> assertUndone(step, entry)));
    }

    private static void assertUndone(String step, LedgerEntry entry) {
        assertThat(entry.state()).as("%s: %s", step, entry).isEqualTo("UNDONE");
        assertThat(entry.effects()).as("%s: %s", step, entry).isLessThanOrEqualTo(1);
        assertThat(entry.reversals()).as("%s: %s", step, entry).isEqualTo(entry.effects());
    }

    /** The undos began with this step, after the decision, and continued in reverse order to the first step. */
    final void assertUndoneInReverseFrom(String step, String id) {
        List<Event> events = assertHistoryInOrder(id);
        List<Event> undone = events.stream()
                .filter(event -> event.type().equals("UNDO_DONE"))
                .toList();
        List<String> flow = orchestrator.purchase(id).stepNames();
        assertThat(undone)
                .extracting(Event::step)
                .containsExactlyElementsOf(
                        flow.subList(0, flow.indexOf(step) + 1).reversed());
        long decision = events.stream()
                .filter(event -> event.type().equals("UNDOING"))
                .findFirst()
                .orElseThrow()
                .seq();
        assertThat(undone).allMatch(event -> event.seq() > decision);
        assertThat(events.getLast().type()).isEqualTo("UNDONE");
    }

    final List<Event> assertHistoryInOrder(String id) {
        List<Event> events = orchestrator.history(id);
        assertThat(events).isSortedAccordingTo(Comparator.comparingLong(Event::seq));
        assertThat(events).isSortedAccordingTo(Comparator.comparing(Event::at));
        assertThat(events.getFirst().type()).isEqualTo("ACCEPTED");
        return events;
    }

    final void assertAuditClean() {
        assertThat(orchestrator.audit().path("violations").toString()).isEqualTo("[]");
        assertThat(orchestrator.audit().path("checked").longValue()).isPositive();
    }
}
