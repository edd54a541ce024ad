package maestro.saga.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import maestro.saga.state.Event;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Status;
import org.junit.jupiter.api.Test;

/** Starting sagas, and their run in the process that has started them. */
class EngineTest extends EngineFixture {

    @Test
    void runsEveryStepInOrder() {
        assertThat(status(start(first))).isEqualTo(Status.COMPLETED);

        assertThat(calls).containsExactly("do a", "do b", "do c");
    }

    @Test
    void undoesInReverse() {
        participants.on("do c", _ -> new Refused("NO", "no"));

        assertThat(status(start(first))).isEqualTo(Status.UNDONE);

        assertThat(calls).containsExactly("do a", "do b", "do c", "undo c", "undo b", "undo a");
    }

    @Test
    void repeatsAnUndoUntilItIsConfirmed() {
        participants.on("do a", _ -> new Refused("NO", "no"));
        participants.on("undo a", call -> call.attempt() < 15 ? new Unknown("down") : StubParticipants.success(call));

        var started = start(first);

        assertThat(status(started)).isEqualTo(Status.UNDONE);
        assertThat(history(started.saga().id()))
                .filteredOn(Event.NeedsAttention.class::isInstance)
                .hasSize(1);
        assertThat(calls).hasSize(16);
    }

    @Test
    void recordsTheWholeHistory() {
        participants.on("do b", call -> call.attempt() == 1 ? new Unknown("slow") : new Refused("NO", "no"));

        var started = start(first);
        result(started);

        var history = history(started.saga().id());
        assertThat(history)
                .hasExactlyElementsOfTypes(
                        Event.Accepted.class,
                        Event.DoDone.class,
                        Event.DoUnknown.class,
                        Event.DoRefused.class,
                        Event.Undoing.class,
                        Event.UndoDone.class,
                        Event.UndoDone.class,
                        Event.Undone.class);
        assertThat(history).extracting(Event::seq).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void runsASagaThatBecomesDurableAfterTheAcceptanceTimeout() {
        first.acceptance = new CompletableFuture<>();

        assertThat(tryStart(first, null)).isInstanceOf(StartResult.Unknown.class);
        assertThat(calls).isEmpty();
        first.acceptance.complete(null);

        eventually().until(() -> !first.sagas.after("", 1).isEmpty());
        assertThat(finalStatus(onlyId())).isEqualTo(Status.COMPLETED);
    }

    @Test
    void rejectsSagasAboveTheLimit() {
        var blocked = participants.block("do a");
        var small = process(1);
        var started = start(small);

        assertThat(tryStart(small, null)).isInstanceOf(StartResult.Rejected.class);

        blocked.release();
        result(started);
        eventually().untilAsserted(() -> assertThat(tryStart(small, null)).isInstanceOf(StartResult.Started.class));
    }

    @Test
    void startsOneSagaForAnIdempotencyKey() {
        assertThat(tryStart(first, "key")).isInstanceOf(StartResult.Started.class);
        assertThat(tryStart(first, "key")).isInstanceOf(StartResult.DuplicateKey.class);
    }
}
