package maestro.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import maestro.saga.engine.CommandOutcome.Handled;
import maestro.saga.engine.Engine;
import maestro.saga.engine.SagaRequest;
import maestro.saga.engine.SagaResult;
import maestro.saga.engine.StartResult.DuplicateKey;
import maestro.saga.engine.StartResult.Rejected;
import maestro.saga.engine.StartResult.Started;
import maestro.saga.engine.StartResult.Unknown;
import maestro.saga.flow.Step.Kind;
import maestro.saga.journal.JournalUnavailableException;
import maestro.saga.journal.SagaRow;
import maestro.saga.state.Command;
import maestro.saga.state.Command.Applied;
import maestro.saga.state.Command.Cancel;
import maestro.saga.state.Command.Declined;
import maestro.saga.state.Command.Unchanged;
import maestro.saga.state.Status;
import org.jspecify.annotations.Nullable;

/** Answers a client's request at one replica, as the controllers do, and remembers what it told. */
final class Desk {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final World world;
    private final Replica replica;
    private final Engine engine;

    Desk(World world, Replica replica, Engine engine) {
        this.world = world;
        this.replica = replica;
        this.engine = engine;
    }

    void buy(SagaRequest purchase, long patienceMillis) throws InterruptedException {
        note("buy %s, key %s", purchase.input(), purchase.key());
        switch (engine.start(purchase)) {
            case Started started -> {
                world.promises.accepted(started.saga().id());
                await(started, patienceMillis);
            }
            case DuplicateKey _ -> again(purchase);
            case Rejected rejected -> {
                note("%s is turned away: %s", purchase.input(), rejected.reason());
                world.promises.turnedAway(purchase.input().text());
            }
            case Unknown unknown -> note("whether %s was accepted isn't known", unknown.id());
        }
    }

    private void await(Started started, long patienceMillis) throws InterruptedException {
        String id = started.saga().id();
        if (replica.host().await(started.result(), Duration.ofMillis(patienceMillis))
                && !started.result().isCompletedExceptionally()) {
            SagaResult ending = started.result().join();
            if (ending.isFinal()) {
                tell(id, ending.saga().status());
                return;
            }
        }
        look(id, patienceMillis);
    }

    /** Asks the journal, again and again while the client waits. */
    private void look(String id, long patienceMillis) throws InterruptedException {
        long deadline = world.baton.now() + patienceMillis;
        Status status = find(id).status();
        while (!status.isFinal() && world.baton.now() < deadline) {
            replica.host().await(engine.result(id).orElseGet(CompletableFuture::new), BETWEEN_LOOKS);
            status = find(id).status();
        }
        tell(id, status);
    }

    private SagaRow find(String id) {
        return replica.connection().find(id).orElseThrow();
    }

    private void again(SagaRequest purchase) {
        String key = purchase.key();
        if (key == null) {
            world.verdict.broken("%s has no key, and its key is taken", purchase.input());
            return;
        }
        SagaRow row = replica.connection().findByKey(key).orElseThrow();
        world.promises.accepted(row.id());
        tell(row.id(), row.status());
    }

    void ask(String id, Command command, long patienceMillis) throws InterruptedException {
        note("%s %s", id, command);
        var outcome = engine.execute(id, command);
        note("%s %s: %s", id, command, outcome);
        if (!(outcome instanceof Handled handled)) {
            return;
        }
        switch (handled.result()) {
            case Applied _ when command instanceof Command.Resolve -> world.promises.told(id, Status.RESOLVED);
            case Applied _, Unchanged _
            when command instanceof Cancel -> {
                world.promises.cancelled(id);
                look(id, patienceMillis);
            }
            case Declined _
            when command instanceof Cancel && !mayDecline(id) ->
                world.verdict.broken("%s can't be cancelled, for no reason", id);
            case Applied _, Unchanged _, Declined _ -> {
                // Nothing is promised.
            }
        }
    }

    private boolean mayDecline(String id) {
        return world.flowOf(id).steps().stream().anyMatch(step -> step.kind() == Kind.PIVOT)
                || world.database
                        .find(id)
                        .filter(row -> row.head().status() == Status.RESOLVED)
                        .isPresent();
    }

    private void tell(String id, Status status) {
        note("tells that %s is %s", id, status);
        world.promises.told(id, status);
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private void note(String what, @Nullable Object... details) {
        world.trace.note(replica.host().name(), "client: " + what, details);
    }

    /** While the journal is away, a client gets an answer that promises nothing. */
    void serve(Request request) {
        world.requestBegins();
        try {
            request.at(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DatabaseAwayException | JournalUnavailableException e) {
            note("an error: %s", e.getMessage());
        } finally {
            world.requestEnds();
        }
    }

    /** What a client wants. */
    interface Request {
        void at(Desk desk) throws InterruptedException;
    }
}
