package maestro.orchestrator.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.journal.Journal.Written;
import maestro.orchestrator.journal.Transition;
import maestro.orchestrator.saga.Action;
import maestro.orchestrator.saga.Action.Alert;
import maestro.orchestrator.saga.Action.Await;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Decide;
import maestro.orchestrator.saga.Action.Do;
import maestro.orchestrator.saga.Action.Rest;
import maestro.orchestrator.saga.Action.Undo;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.EventType;
import maestro.orchestrator.saga.Machine;
import maestro.orchestrator.saga.Machine.Ended;
import maestro.orchestrator.saga.Outcome;
import maestro.orchestrator.saga.Saga;
import maestro.orchestrator.saga.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One saga in this owner's hands, on a virtual thread of its own: asks the machine what is next, does it, records it.
 *
 * <p>What follows from a decision happens only after the decision is durable. Once a write is fenced, somebody else owns the
 * saga: this run stops without another call or word.
 */
final class SagaRun {

    private static final Logger log = LoggerFactory.getLogger(SagaRun.class);

    private final String document;
    private final Journal journal;
    private final Participants participants;
    private final InstantSource clock;
    private final BlockingQueue<Command> mailbox = new LinkedBlockingQueue<>();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private Saga saga;
    private boolean stopping;

    SagaRun(Saga saga, String document, Journal journal, Participants participants, InstantSource clock) {
        this.saga = saga;
        this.document = document;
        this.journal = journal;
        this.participants = participants;
        this.clock = clock;
    }

    /** Where the saga will have been left; to be completed once nobody finds this run any more. */
    CompletableFuture<Ending> ending() {
        return ending;
    }

    void tell(Command command) {
        mailbox.add(command);
    }

    /** Makes no further decision and no further call; what is open is left to recovery. */
    void stop() {
        tell(new Command.Stop());
    }

    /** Goes on until the saga is at its end, is somebody else's, or this process stops. */
    Ending drive() throws InterruptedException {
        boolean owned = true;
        while (owned && !stopping && !saga.status().isFinal()) {
            Command command = mailbox.poll();
            owned = command == null ? carryOut(Machine.next(saga, clock.instant())) : obey(command);
        }
        return new Ending(saga, owned);
    }

    /** False once the saga belongs to somebody else. */
    private boolean carryOut(Action action) throws InterruptedException {
        return switch (action) {
            case Call call -> call(call);
            case Await await -> await(await.until());
            case Decide decide -> decide(decide);
            case Alert alert -> {
                log.warn("Saga {} needs attention: {}", saga.id(), alert.why());
                append(note(EventType.NEEDS_ATTENTION, alert.why()));
                yield true;
            }
            case Rest _ -> true;
        };
    }

    private boolean call(Call call) {
        Instant began = clock.instant();
        Outcome outcome = participants.call(call, saga, document, timeout(call, began));
        Instant ended = clock.instant();
        double jitter = ThreadLocalRandom.current().nextDouble();
        append(Machine.record(saga, call, outcome, new Ended(ended, Duration.between(began, ended), jitter)));
        return true;
    }

    /** A do never outlasts the purchase's deadline, but past the pivot there is none. */
    private Duration timeout(Call call, Instant now) {
        Duration timeout = call.step().timeout();
        return switch (call) {
            case Do _
            when saga.status() == Status.RUNNING -> {
                Duration left = Duration.between(now, saga.deadline());
                yield left.compareTo(timeout) < 0 ? left : timeout;
            }
            case Do _, Undo _ -> timeout;
        };
    }

    private boolean await(Instant until) throws InterruptedException {
        long millis = Duration.between(clock.instant(), until).toMillis() + 1;
        Command command = mailbox.poll(millis, TimeUnit.MILLISECONDS);
        return command == null || obey(command);
    }

    private boolean decide(Decide decision) {
        return switch (decision.status()) {
            case PIVOTING -> force(saga.ownedBy(saga.epoch(), Status.PIVOTING), List.of());
            case UNDOING -> force(note(EventType.UNDOING, decision.why()));
            case COMPLETED -> force(note(EventType.COMPLETED, null));
            case UNDONE -> force(note(EventType.UNDONE, saga.reason()));
            case RUNNING, RESOLVED ->
                throw new IllegalStateException("The machine doesn't decide on " + decision.status());
        };
    }

    private boolean obey(Command command) {
        return switch (command) {
            case Command.Cancel cancel -> {
                if (saga.status() == Status.RUNNING && saga.cancelled() == null) {
                    append(note(EventType.CANCEL_ASKED, cancel.reason()));
                }
                yield true;
            }
            case Command.RunNow runNow -> {
                append(note(EventType.RUN_NOW, runNow.reason()));
                yield true;
            }
            case Command.Resolve resolve -> force(note(EventType.RESOLVED, resolve.reason()));
            case Command.Stop _ -> {
                stopping = true;
                yield true;
            }
        };
    }

    private Event note(EventType type, @Nullable String detail) {
        return Machine.note(saga, type, clock.instant(), detail);
    }

    private void append(Event event) {
        Saga next = saga.with(event);
        journal.append(new Transition(saga, next, List.of(event)));
        saga = next;
    }

    private boolean force(Event event) {
        return force(saga.with(event), List.of(event));
    }

    private boolean force(Saga next, List<Event> events) {
        Written written = journal.force(new Transition(saga, next, events));
        if (written == Written.FENCED) {
            log.info("Saga {} is somebody else's now", saga.id());
            return false;
        }
        saga = next;
        return true;
    }
}
