package maestro.saga.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import maestro.saga.engine.CommandOutcome.Contended;
import maestro.saga.engine.CommandOutcome.Handled;
import maestro.saga.engine.CommandOutcome.NotFound;
import maestro.saga.engine.CommandOutcome.UnknownFlow;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Flows;
import maestro.saga.journal.History;
import maestro.saga.journal.Orphan;
import maestro.saga.journal.Persistence;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.Transition;
import maestro.saga.journal.WriteResult;
import maestro.saga.platform.Platform;
import maestro.saga.state.Command;
import maestro.saga.state.Command.Applied;
import maestro.saga.state.Event;
import maestro.saga.state.Event.Accepted;
import maestro.saga.state.Event.Adopted;
import maestro.saga.state.Saga;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes this process the owner of a saga. An adoption raises the saga's epoch in the journal: writes of an earlier
 * owner are superseded from then on, and its calls in flight meet the participants' fences.
 */
final class Adoption {

    private static final Logger log = LoggerFactory.getLogger(Adoption.class);

    private final Persistence persistence;
    private final Flows flows;
    private final RunRegistry registry;
    private final Platform platform;

    /**
     * Each adoption of this process raises the epoch by another number. When a commit is in doubt, the row's epoch
     * tells it from another adoption of the same saga by this process.
     */
    private final AtomicInteger adoptions = new AtomicInteger();

    Adoption(Persistence persistence, Flows flows, RunRegistry registry, Platform platform) {
        this.persistence = persistence;
        this.flows = flows;
        this.registry = registry;
        this.platform = platform;
    }

    /**
     * Claims an orphan.
     *
     * @return the prepared run, to be started by the caller; empty if another process was first, or if the flow's
     *     version is known only to newer processes
     * @throws UnreadableSagaException if the saga can't be restored from its row and history
     */
    CompletableFuture<Optional<SagaRun>> claim(Orphan orphan) {
        SagaRow row = orphan.row();
        Optional<Flow> flow = flows.find(row.flow(), row.flowVersion());
        if (flow.isEmpty()) {
            log.warn("Saga {} is not adopted: {} version {} is unknown", row.id(), row.flow(), row.flowVersion());
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Saga saga = restore(row, orphan.history(), flow.get());
        var draft = new Draft(saga).adopted("adopted from an owner without a lease; its last records may be lost");
        return write(saga, draft).thenApply(isOwned -> isOwned ? prepare(draft.saga) : Optional.empty());
    }

    /** Carries out a command on a saga that does not run here. Adopts it if the command changes it and it is open. */
    CommandOutcome execute(String id, Command command) throws InterruptedException {
        SagaRow row = persistence.sagas().find(id).orElse(null);
        if (row == null) {
            return new NotFound();
        }
        Flow flow = flows.find(row.flow(), row.flowVersion()).orElse(null);
        if (flow == null) {
            return new UnknownFlow(row.flow(), row.flowVersion());
        }
        Saga saga = restore(row, persistence.sagas().history(id), flow);
        Command.Result result = command.on(saga, platform.now());
        return result instanceof Applied ? execute(saga, command) : new Handled(result);
    }

    private CommandOutcome execute(Saga saga, Command command) throws InterruptedException {
        var draft = new Draft(saga);
        if (!saga.status().isFinal()) {
            draft.adopted("adopted for a command; the last records of the owner before may be lost");
        }
        Command.Result result = command.on(draft.saga, platform.now());
        if (result instanceof Applied applied) {
            applied.events().forEach(draft::add);
        }
        if (!platform.join(write(saga, draft))) {
            return new Contended();
        }
        prepare(draft.saga).ifPresent(run -> registry.start(run, () -> {}));
        return new Handled(result);
    }

    private CompletableFuture<Boolean> write(Saga from, Draft draft) {
        return persistence
                .journal()
                .force(new Transition(from, draft.saga, draft.events))
                .thenApply(written -> written == WriteResult.DURABLE);
    }

    private Optional<SagaRun> prepare(Saga saga) {
        return saga.status().isFinal() ? Optional.empty() : Optional.of(registry.prepare(saga));
    }

    private static Saga restore(SagaRow row, History history, Flow flow) {
        if (history.error() != null) {
            throw new UnreadableSagaException(history.error());
        }
        Saga saga = row.saga(flow, history.events());
        if (saga.seq() != row.seq()) {
            throw new UnreadableSagaException("its history ends at %d instead of %d".formatted(saga.seq(), row.seq()));
        }
        return saga;
    }

    /** A saga can't be restored from its row and history. */
    static final class UnreadableSagaException extends RuntimeException {
        UnreadableSagaException(String message) {
            super(message);
        }
    }

    /** A saga under its new owner, with the events to be written. */
    private final class Draft {
        private final List<Event> events = new ArrayList<>();
        private Saga saga;

        Draft(Saga from) {
            this.saga = from.ownedBy(from.epoch() + adoptions.incrementAndGet());
            if (from.seq() == 0) {
                add(new Accepted(1, from.acceptedAt()));
            }
        }

        Draft adopted(String detail) {
            add(new Adopted(saga.seq() + 1, platform.now(), detail));
            return this;
        }

        void add(Event event) {
            events.add(event);
            saga = saga.with(event);
        }
    }
}
