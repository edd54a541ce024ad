package maestro.orchestrator.engine;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import maestro.orchestrator.flow.Flow;
import maestro.orchestrator.flow.Flows;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.journal.Journal.Acceptance.Accepted;
import maestro.orchestrator.journal.Journal.Written;
import maestro.orchestrator.journal.StoredSaga;
import maestro.orchestrator.journal.Transition;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.EventType;
import maestro.orchestrator.saga.Machine;
import maestro.orchestrator.saga.Saga;
import maestro.orchestrator.saga.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes purchases, runs them, and picks up those that a process before this one left behind.
 *
 * <p>Taking over raises the saga's epoch in the journal: whatever an earlier owner writes from then on is fenced, and what it
 * has still on its way to a participant meets the fence there.
 */
public final class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private static final int ADOPTED_AT_ONCE = 500;

    /** A call that is under way at shutdown may still end; longer than any call's own deadline is not waited. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(3);

    private final Journal journal;
    private final Participants participants;
    private final Flows flows;
    private final EngineProperties settings;
    private final InstantSource clock;
    private final Map<String, SagaRun> runs = new ConcurrentHashMap<>();
    private final Semaphore room;
    private volatile boolean open = true;

    public Engine(
            Journal journal, Participants participants, Flows flows, EngineProperties settings, InstantSource clock) {
        this.journal = journal;
        this.participants = participants;
        this.flows = flows;
        this.settings = settings;
        this.clock = clock;
        this.room = new Semaphore(settings.maxInFlight());
    }

    /**
     * Starts a purchase, once it is durable.
     *
     * @throws maestro.orchestrator.journal.JournalUnavailableException if it could not be written: nothing was started
     */
    public Start start(NewPurchase purchase) {
        if (!open) {
            return new Start.TurnedAway("this process is shutting down");
        }
        if (!room.tryAcquire()) {
            return new Start.TurnedAway("%d purchases are in flight".formatted(settings.maxInFlight()));
        }
        Saga saga = Saga.accepted(UuidCreator.getTimeOrderedEpoch().toString(), flows.current(), clock.instant());
        boolean accepted = false;
        try {
            accepted = journal.accept(purchase.as(saga)) instanceof Accepted;
        } finally {
            if (!accepted) {
                room.release();
            }
        }
        return accepted ? begin(saga, purchase.document()) : new Start.KeyTaken();
    }

    private Start begin(Saga saga, String document) {
        Event accepted = Machine.note(saga, EventType.ACCEPTED, saga.acceptedAt(), null);
        Saga begun = saga.with(accepted);
        journal.append(new Transition(saga, begun, List.of(accepted)));
        return new Start.Started(begun.id(), run(begun, document, room::release));
    }

    /** Where a saga that is under way here will have been left; empty if it isn't. */
    public Optional<CompletableFuture<Ending>> ending(String id) {
        return Optional.ofNullable(runs.get(id)).map(SagaRun::ending);
    }

    /**
     * Asks for a purchase to be undone: one that runs unwinds, a completed one is undone as a whole. Which of the two it was is
     * decided by the journal: a completion that came first is undone like any other.
     *
     * @return how it ended; empty if there was nothing to take over
     */
    public Optional<CompletableFuture<Ending>> cancel(String id, String reason) {
        SagaRun run = runs.get(id);
        if (run != null) {
            run.tell(new Command.Cancel(reason));
            return Optional.of(run.ending().thenCompose(ending -> completedMeanwhile(ending, reason)));
        }
        return journal.find(id).filter(row -> row.status() == Status.COMPLETED).flatMap(row -> reopen(row, reason));
    }

    private CompletableFuture<Ending> completedMeanwhile(Ending ending, String reason) {
        return ending.saga().status() == Status.COMPLETED
                ? cancel(ending.saga().id(), reason).orElse(CompletableFuture.completedFuture(ending))
                : CompletableFuture.completedFuture(ending);
    }

    /** Tries again at once, without waiting for the backoff; false if it isn't under way here. */
    public boolean runNow(String id, String reason) {
        return tell(id, new Command.RunNow(reason));
    }

    /** Ends a saga by hand: nothing is called any more. */
    public boolean resolve(String id, String reason) {
        return tell(id, new Command.Resolve(reason));
    }

    private boolean tell(String id, Command command) {
        SagaRun run = runs.get(id);
        if (run != null) {
            run.tell(command);
        }
        return run != null;
    }

    /** Adopts what an earlier process left open, oldest first; returns when all of it is under way. */
    public void recover() {
        String last = "";
        for (var rows = journal.unowned(last, ADOPTED_AT_ONCE); !rows.isEmpty(); ) {
            log.info("Adopting {} purchases that were left open", rows.size());
            var threads = rows.stream()
                    .map(row -> Thread.startVirtualThread(() -> adopt(row)))
                    .toList();
            threads.forEach(Engine::join);
            last = rows.getLast().id();
            rows = journal.unowned(last, ADOPTED_AT_ONCE);
        }
    }

    private void adopt(StoredSaga row) {
        try {
            takeOver(row, new Note(EventType.ADOPTED, "recovered: the last records before may have been lost"));
        } catch (RuntimeException e) {
            log.error("Purchase {} can't be adopted and is set aside", row.id(), e);
        }
    }

    private Optional<CompletableFuture<Ending>> reopen(StoredSaga row, String reason) {
        return takeOver(
                row, new Note(EventType.CANCEL_ASKED, reason), new Note(EventType.UNDOING, Machine.cancelled(reason)));
    }

    /** Empty if somebody else was first, or if the flow's version is for a newer process. */
    private Optional<CompletableFuture<Ending>> takeOver(StoredSaga row, Note... notes) {
        Flow flow = flows.find(row.flow(), row.flowVersion()).orElse(null);
        if (flow == null) {
            log.warn(
                    "Purchase {} is left alone: flow {} version {} is unknown here",
                    row.id(),
                    row.flow(),
                    row.flowVersion());
            return Optional.empty();
        }
        Saga from = row.saga(flow, journal.history(row.id()));
        Saga to = from.ownedBy(from.epoch() + 1, from.status());
        var events = new ArrayList<Event>();
        if (from.seq() == 0) {
            events.add(Machine.note(to, EventType.ACCEPTED, from.acceptedAt(), null));
            to = to.with(events.getLast());
        }
        for (Note note : notes) {
            events.add(Machine.note(to, note.type(), clock.instant(), note.detail()));
            to = to.with(events.getLast());
        }
        return journal.force(new Transition(from, to, events)) == Written.DURABLE
                ? Optional.of(run(to, row.purchase(), () -> {}))
                : Optional.empty();
    }

    private CompletableFuture<Ending> run(Saga saga, String document, Runnable afterwards) {
        var run = new SagaRun(saga, document, journal, participants, clock);
        runs.put(saga.id(), run);
        Thread.ofVirtual().name("saga-" + saga.id()).start(() -> drive(run, saga.id(), afterwards));
        return run.ending();
    }

    private void drive(SagaRun run, String id, Runnable afterwards) {
        Runnable tell;
        try {
            Ending ending = run.drive();
            tell = () -> run.ending().complete(ending);
        } catch (InterruptedException | RuntimeException e) {
            log.error("Purchase {} is set aside", id, e);
            tell = () -> run.ending().completeExceptionally(e);
        }
        // First out of the list, then told: who asks on hearing of it must find it in the journal, not here.
        runs.remove(id, run);
        afterwards.run();
        tell.run();
    }

    /** How many purchases this process has in its hands. */
    public int inFlight() {
        return runs.size();
    }

    /** Takes no more purchases and gives those in flight some time to end; what is still open then is left to recovery. */
    public void stop() throws InterruptedException {
        open = false;
        awaitEnd(settings.drain());
        runs.values().forEach(SagaRun::stop);
        awaitEnd(LAST_CALLS);
    }

    private void awaitEnd(Duration atMost) throws InterruptedException {
        var all = runs.values().stream().map(SagaRun::ending).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.info("{} purchases are still open", runs.size());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Note(EventType type, String detail) {}
}
