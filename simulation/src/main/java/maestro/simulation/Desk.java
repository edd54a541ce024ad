package maestro.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import maestro.orchestrator.engine.Ending;
import maestro.orchestrator.engine.Engine;
import maestro.orchestrator.engine.NewPurchase;
import maestro.orchestrator.engine.Start.KeyTaken;
import maestro.orchestrator.engine.Start.Started;
import maestro.orchestrator.engine.Start.TurnedAway;
import maestro.orchestrator.engine.Start.Unknown;
import maestro.orchestrator.flow.Step.Kind;
import maestro.orchestrator.journal.JournalUnavailableException;
import maestro.orchestrator.journal.StoredSaga;
import maestro.orchestrator.saga.Command;
import maestro.orchestrator.saga.Command.Cancel;
import maestro.orchestrator.saga.Command.Declined;
import maestro.orchestrator.saga.Command.Move;
import maestro.orchestrator.saga.Command.Settled;
import maestro.orchestrator.saga.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

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

    void buy(NewPurchase purchase, long patienceMillis) throws InterruptedException {
        note("buy %s, key %s", purchase.document(), purchase.key());
        switch (engine.start(purchase)) {
            case Started started -> {
                world.promises.accepted(started.saga().id());
                await(started, patienceMillis);
            }
            case KeyTaken _ -> again(purchase);
            case TurnedAway turnedAway -> {
                note("%s is turned away: %s", purchase.document(), turnedAway.why());
                world.promises.turnedAway(purchase.document().text());
            }
            case Unknown unknown -> note("whether %s was accepted isn't known", unknown.id());
        }
    }

    private void await(Started started, long patienceMillis) throws InterruptedException {
        String id = started.saga().id();
        if (replica.host().await(started.ending(), Duration.ofMillis(patienceMillis))
                && !started.ending().isCompletedExceptionally()) {
            Ending ending = started.ending().join();
            if (ending.owned() && ending.saga().status().isFinal()) {
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
            replica.host().await(engine.ending(id).orElseGet(CompletableFuture::new), BETWEEN_LOOKS);
            status = find(id).status();
        }
        tell(id, status);
    }

    private StoredSaga find(String id) {
        return replica.connection().find(id).orElseThrow();
    }

    private void again(NewPurchase purchase) {
        String key = purchase.key();
        if (key == null) {
            world.verdict.broken("%s has no key, and its key is taken", purchase.document());
            return;
        }
        StoredSaga row = replica.connection().findByKey(key).orElseThrow();
        world.promises.accepted(row.id());
        tell(row.id(), row.status());
    }

    void ask(String id, Command command, long patienceMillis) throws InterruptedException {
        note("%s %s", id, command);
        var answer = engine.ask(id, command);
        if (answer.isEmpty()) {
            return;
        }
        note("%s %s: %s", id, command, answer.get());
        switch (answer.get()) {
            case Move _ when command instanceof Command.Resolve -> world.promises.told(id, Status.RESOLVED);
            case Move _, Settled _
            when command instanceof Cancel -> {
                world.promises.cancelled(id);
                look(id, patienceMillis);
            }
            case Declined _
            when command instanceof Cancel && !mayDecline(id) ->
                world.verdict.broken("%s can't be cancelled, for no reason", id);
            case Move _, Settled _, Declined _ -> {
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
        } catch (DataAccessException | JournalUnavailableException e) {
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
