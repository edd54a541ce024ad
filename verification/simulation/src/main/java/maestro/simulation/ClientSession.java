package maestro.simulation;

import java.time.Duration;
import java.util.Objects;
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
import maestro.saga.state.Command.Resolve;
import maestro.saga.state.Command.Unchanged;
import maestro.saga.state.Status;
import org.jspecify.annotations.Nullable;

/** Handles one client request on a replica, as a controller does, and records the reply. */
final class ClientSession {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final World world;
    private final Replica replica;
    private final Engine engine;

    ClientSession(World world, Replica replica) {
        this.world = world;
        this.replica = replica;
        this.engine = Objects.requireNonNull(replica.engine());
    }

    /** A request without a reply, because the journal is not available, promises nothing. */
    void handle(Request request) {
        try {
            request.send(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!isJournalFailure(e)) {
                throw e;
            }
            trace("error: %s", e.getMessage());
        }
    }

    private static boolean isJournalFailure(RuntimeException e) {
        return e instanceof SimulatedDatabase.FailedException
                || e instanceof JournalUnavailableException
                || e.getCause() instanceof JournalUnavailableException;
    }

    void start(SagaRequest request, long waitMillis) throws InterruptedException {
        trace("start %s, key %s", request.input(), request.key());
        switch (engine.start(request, Duration.ofMillis(waitMillis))) {
            case Started started -> {
                world.observations.accepted(started.saga().id());
                awaitResult(started, waitMillis);
            }
            case DuplicateKey _ -> replyToDuplicate(request);
            case Rejected rejected -> {
                trace("%s is rejected: %s", request.input(), rejected.reason());
                world.observations.rejected(request.input());
            }
            case Unknown unknown -> trace("it is unknown whether %s is accepted", unknown.id());
        }
    }

    private void awaitResult(Started started, long waitMillis) throws InterruptedException {
        String id = started.saga().id();
        if (replica.process().await(started.result(), Duration.ofMillis(waitMillis))
                && !started.result().isCompletedExceptionally()) {
            SagaResult result = started.result().join();
            if (result.isFinal()) {
                reply(id, result.saga().status());
                return;
            }
        }
        poll(id, waitMillis);
    }

    /** Reads the status from the journal until it is final or the client stops waiting. */
    private void poll(String id, long waitMillis) throws InterruptedException {
        long timeoutAt = world.scheduler.now() + waitMillis;
        Status status = find(id).status();
        while (!status.isFinal() && world.scheduler.now() < timeoutAt) {
            replica.process().await(engine.result(id).orElseGet(CompletableFuture::new), POLL_INTERVAL);
            status = find(id).status();
        }
        reply(id, status);
    }

    private SagaRow find(String id) {
        return replica.connection().find(id).orElseThrow();
    }

    private void replyToDuplicate(SagaRequest request) {
        String key = request.key();
        if (key == null) {
            world.violated("%s has no key and is a duplicate", request.input());
            return;
        }
        SagaRow row = replica.connection().findByKey(key).orElseThrow();
        world.observations.accepted(row.id());
        reply(row.id(), row.status());
    }

    void execute(String id, Command command, long waitMillis) throws InterruptedException {
        trace("%s %s", id, command);
        var outcome = engine.execute(id, command);
        trace("%s %s: %s", id, command, outcome);
        if (!(outcome instanceof Handled handled)) {
            return;
        }
        switch (handled.result()) {
            case Applied _ when command instanceof Resolve -> world.observations.status(id, Status.RESOLVED);
            case Applied _, Unchanged _
            when command instanceof Cancel -> {
                world.observations.cancelled(id);
                poll(id, waitMillis);
            }
            case Declined _
            when command instanceof Cancel && !mayDecline(id) ->
                world.violated("%s declines a cancel without a reason", id);
            case Applied _, Unchanged _, Declined _ -> {
                // The reply promises nothing.
            }
        }
    }

    private boolean mayDecline(String id) {
        return world.flowOf(id).steps().stream().anyMatch(step -> step.kind() == Kind.PIVOT)
                || world.database
                        .find(id)
                        .filter(row -> row.saga().status() == Status.RESOLVED)
                        .isPresent();
    }

    private void reply(String id, Status status) {
        trace("%s is reported as %s", id, status);
        world.observations.status(id, status);
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private void trace(String format, @Nullable Object... arguments) {
        world.trace(replica.process().name(), "client: " + format, arguments);
    }

    interface Request {
        void send(ClientSession session) throws InterruptedException;
    }
}
