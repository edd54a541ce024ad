package maestro.saga.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import maestro.saga.engine.CommandOutcome.Handled;
import maestro.saga.engine.CommandOutcome.NotFound;
import maestro.saga.engine.CommandOutcome.UnknownFlow;
import maestro.saga.state.Command;
import maestro.saga.state.Command.Applied;
import maestro.saga.state.Command.Unchanged;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Status;
import org.junit.jupiter.api.Test;

/** Commands to sagas of this process, of another process, and of no process. */
class CommandTest extends EngineFixture {

    private static final Command CANCEL = new Command.Cancel("changed my mind");

    @Test
    void undoesACompletedSaga() {
        String id = completed();

        assertThat(cancel(first, id)).isInstanceOf(Applied.class);

        assertThat(finalStatus(id)).isEqualTo(Status.UNDONE);
        assertThat(calls).endsWith("undo c", "undo b", "undo a");
    }

    @Test
    void undoesOnceUnderConcurrentCancellations() throws Exception {
        String id = completed();

        var threads = Stream.generate(() -> Thread.startVirtualThread(() -> {
                    assertThat(cancel(first, id)).isInstanceOfAny(Applied.class, Unchanged.class);
                }))
                .limit(30)
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        awaitStatus(id, Status.UNDONE);
        assertThat(calls).containsExactly("do a", "do b", "do c", "undo c", "undo b", "undo a");
    }

    @Test
    void undoesASagaThatCompletesWhileItIsBeingCancelled() throws Exception {
        var cancelled = new CompletableFuture<Command.Result>();
        first.onForce = transition -> {
            if (transition.to().status() == Status.COMPLETED) {
                Thread.startVirtualThread(() -> cancelled.complete(cancel(first, transition.id())));
            }
        };

        var started = start(first);

        assertThat(status(started)).isEqualTo(Status.COMPLETED);
        assertThat(cancelled.get()).isInstanceOf(Applied.class);
        awaitStatus(started.saga().id(), Status.UNDONE);
        assertThat(calls).containsExactly("do a", "do b", "do c", "undo c", "undo b", "undo a");
    }

    @Test
    void unwindsARunningSaga() throws Exception {
        var blocked = participants.block("do b");
        var started = start(first);
        blocked.awaitReached();

        var result = new CompletableFuture<Command.Result>();
        var cancelling = Thread.startVirtualThread(
                () -> result.complete(cancel(first, started.saga().id())));
        eventually().until(cancelling::getState, Thread.State.WAITING::equals);
        blocked.release();

        assertThat(result.get()).isInstanceOf(Applied.class);
        assertThat(status(started)).isEqualTo(Status.UNDONE);
        assertThat(calls).startsWith("do a", "do b").endsWith("undo b", "undo a");
    }

    @Test
    void unwindsASagaOfAnotherProcess() {
        var blocked = participants.block("do b");
        first.engine.open();
        var started = start(first);
        blocked.awaitReached();
        var second = process();

        assertThat(cancel(second, started.saga().id())).isInstanceOf(Applied.class);
        blocked.release();

        assertThat(finalStatus(started.saga().id())).isEqualTo(Status.UNDONE);
        assertThat(result(started).owned()).isFalse();
        assertThat(calls).containsSubsequence("undo c", "undo b", "undo a");
    }

    @Test
    void resolvesASagaWhoseUndoAnotherProcessRepeats() {
        participants.on("do a", _ -> new Refused("NO", "no"));
        participants.on("undo a", _ -> new Unknown("down"));
        first.engine.open();
        var started = start(first);
        String id = started.saga().id();
        eventually().until(() -> row(id).needsAttention());
        var second = process();

        assertThat(execute(second, id, new Command.Resolve("done by hand")))
                .isInstanceOfSatisfying(
                        Handled.class, handled -> assertThat(handled.result()).isInstanceOf(Applied.class));

        assertThat(result(started).owned()).isFalse();
        assertThat(row(id).status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void reportsAnUnknownId() {
        assertThat(execute(first, "0190a000-0000-7000-8000-000000000001", CANCEL))
                .isEqualTo(new NotFound());
    }

    @Test
    void reportsAnUnknownVersionOfAFlow() {
        String id = completed();
        jdbc.update("update saga set flow_version = 2");

        assertThat(execute(first, id, CANCEL)).isEqualTo(new UnknownFlow("test", 2));
        assertThat(row(id).status()).isEqualTo(Status.COMPLETED);
    }

    private String completed() {
        var started = start(first);
        assertThat(status(started)).isEqualTo(Status.COMPLETED);
        return started.saga().id();
    }
}
