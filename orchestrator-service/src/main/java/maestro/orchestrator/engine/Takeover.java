package maestro.orchestrator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import maestro.orchestrator.flow.Flow;
import maestro.orchestrator.flow.Flows;
import maestro.orchestrator.journal.History;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.journal.Journal.Written;
import maestro.orchestrator.journal.StoredSaga;
import maestro.orchestrator.journal.Transition;
import maestro.orchestrator.platform.Platform;
import maestro.orchestrator.saga.Command;
import maestro.orchestrator.saga.Command.Answer;
import maestro.orchestrator.saga.Command.Move;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.EventType;
import maestro.orchestrator.saga.Machine;
import maestro.orchestrator.saga.Saga;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a saga this owner's, whoever had it before. It raises the saga's epoch in the journal: whatever an earlier owner writes
 * from then on is fenced, and what it has still on its way to a participant meets the fence there.
 */
final class Takeover {

    private static final Logger log = LoggerFactory.getLogger(Takeover.class);

    private final Journal journal;
    private final Flows flows;
    private final Runs runs;
    private final Platform platform;

    /**
     * Each takeover raises the epoch by another number, so that after a commit in doubt the journal tells it from another one of the
     * same saga by the same owner.
     */
    private final AtomicInteger takeovers = new AtomicInteger();

    Takeover(Journal journal, Flows flows, Runs runs, Platform platform) {
        this.journal = journal;
        this.flows = flows;
        this.runs = runs;
        this.platform = platform;
    }

    /**
     * Adopts a saga whose owner is gone.
     *
     * @param go when it is to go on
     * @return true once it is this owner's; false if somebody else was first, or if its flow is for a newer process
     * @throws UnreadableSagaException if what the journal has of it makes no sense
     */
    CompletableFuture<Boolean> adopt(StoredSaga row, History history, CompletableFuture<Void> go) {
        Saga saga = read(row, history).orElse(null);
        return saga == null
                ? CompletableFuture.completedFuture(false)
                : take(saga, new Draft(saga).adopted("recovered: the last records before may be lost"), go);
    }

    /** Takes a saga over from whoever has it to do what is asked, if there is anything to do; empty as for {@link Engine#ask}. */
    Optional<Answer> ask(String id, Command command) throws InterruptedException {
        StoredSaga row = journal.find(id).orElse(null);
        Saga saga = row == null ? null : read(row, journal.history(id)).orElse(null);
        if (saga == null) {
            return Optional.empty();
        }
        Answer answer = command.on(saga, platform.now());
        return answer instanceof Move ? take(saga, command) : Optional.of(answer);
    }

    private Optional<Answer> take(Saga saga, Command command) throws InterruptedException {
        var draft = new Draft(saga);
        if (!saga.status().isFinal()) {
            draft.adopted("taken over to do what was asked: the last records before may be lost");
        }
        Answer answer = command.on(draft.saga, platform.now());
        if (answer instanceof Move move) {
            move.events().forEach(draft::add);
        }
        var atOnce = CompletableFuture.<Void>completedFuture(null);
        return platform.join(take(saga, draft, atOnce)) ? Optional.of(answer) : Optional.empty();
    }

    private CompletableFuture<Boolean> take(Saga from, Draft draft, CompletableFuture<Void> go) {
        return journal.force(new Transition(from, draft.saga, draft.events))
                .thenApply(written -> written == Written.DURABLE && begin(draft.saga, go));
    }

    private boolean begin(Saga saga, CompletableFuture<Void> go) {
        if (!saga.status().isFinal()) {
            SagaRun run = runs.prepare(saga);
            var _ = go.thenRun(() -> runs.start(run, () -> {}));
        }
        return true;
    }

    private Optional<Saga> read(StoredSaga row, History history) {
        Optional<Flow> flow = flows.find(row.flow(), row.flowVersion());
        if (flow.isEmpty()) {
            log.warn(
                    "Purchase {} is left alone: {} version {} is unknown here",
                    row.id(),
                    row.flow(),
                    row.flowVersion());
            return Optional.empty();
        }
        if (history.trouble() != null) {
            throw new UnreadableSagaException(history.trouble());
        }
        Saga saga = row.saga(flow.get(), history.events());
        if (saga.seq() != row.seq()) {
            throw new UnreadableSagaException("its history ends at %d instead of %d".formatted(saga.seq(), row.seq()));
        }
        return Optional.of(saga);
    }

    /** What the journal has of a saga makes no sense. */
    static final class UnreadableSagaException extends RuntimeException {
        UnreadableSagaException(String message) {
            super(message);
        }
    }

    /** A saga in its new owner's hands, with what is to be written of that. */
    private final class Draft {
        private final List<Event> events = new ArrayList<>();
        private Saga saga;

        Draft(Saga from) {
            this.saga = from.ownedBy(from.epoch() + takeovers.incrementAndGet(), from.status());
            if (from.seq() == 0) {
                add(Machine.note(saga, EventType.ACCEPTED, from.acceptedAt(), null));
            }
        }

        Draft adopted(String why) {
            add(Machine.note(saga, EventType.ADOPTED, platform.now(), why));
            return this;
        }

        void add(Event event) {
            events.add(event);
            saga = saga.with(event);
        }
    }
}
