package maestro.orchestrator.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import maestro.orchestrator.flow.Step;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.journal.Journal.Written;
import maestro.orchestrator.journal.Transition;
import maestro.orchestrator.platform.Platform;
import maestro.orchestrator.saga.Action;
import maestro.orchestrator.saga.Action.Alert;
import maestro.orchestrator.saga.Action.Await;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Decide;
import maestro.orchestrator.saga.Action.Do;
import maestro.orchestrator.saga.Action.Rest;
import maestro.orchestrator.saga.Command;
import maestro.orchestrator.saga.Command.Answer;
import maestro.orchestrator.saga.Command.Move;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.EventType;
import maestro.orchestrator.saga.Machine;
import maestro.orchestrator.saga.Outcome;
import maestro.orchestrator.saga.Saga;
import maestro.orchestrator.saga.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One saga in this owner's hands, on a thread of its own: asks the machine what is next, does it, records it.
 *
 * <p>What follows from a decision happens only after the decision is durable. Once a write is fenced, somebody else owns the
 * saga: this run stops without another call or word.
 */
final class SagaRun {

    private static final Logger log = LoggerFactory.getLogger(SagaRun.class);

    private final Journal journal;
    private final Participants participants;
    private final Platform platform;
    private final Mailbox<Message> mailbox;

    /** Commands that wait until no call is under way. */
    private final Queue<Asked> asked = new ArrayDeque<>();

    private final List<Step> underWay = new ArrayList<>();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private volatile Saga saga;
    private volatile boolean stopping;

    /** Something written behind has met another owner: calls that go on without a decision would never notice. */
    private volatile boolean fenced;

    SagaRun(Saga saga, Journal journal, Participants participants, Platform platform) {
        this.saga = saga;
        this.journal = journal;
        this.participants = participants;
        this.platform = platform;
        this.mailbox = new Mailbox<>(platform);
    }

    String id() {
        return saga.id();
    }

    /** Where the saga will have been left; to be completed once nobody finds this run any more. */
    CompletableFuture<Ending> ending() {
        return ending;
    }

    Saga saga() {
        return saga;
    }

    boolean needsAttention() {
        return saga.needsAttention();
    }

    /** The answer, once it is durable; empty if this run is over and the journal has to be asked. */
    CompletableFuture<Optional<Answer>> ask(Command command) {
        var message = new Asked(command, new CompletableFuture<>());
        if (!mailbox.add(message)) {
            message.answer().complete(Optional.empty());
        }
        return message.answer();
    }

    /** Makes no further decision and no further call; what is open is left to recovery. */
    void stop() {
        stopping = true;
        var _ = mailbox.add(new WakeUp());
    }

    /** Instead of driving it: it was never this owner's. */
    Ending drop() {
        goneFromHere();
        return new Ending(saga, false);
    }

    private void goneFromHere() {
        mailbox.close().stream()
                .filter(Asked.class::isInstance)
                .map(Asked.class::cast)
                .forEach(asked::add);
        asked.forEach(unread -> unread.answer().complete(Optional.empty()));
    }

    /** Goes on until the saga is at its end, is somebody else's, or this process stops. */
    Ending drive() throws InterruptedException {
        try {
            if (saga.seq() == 0) {
                append(Machine.note(saga, EventType.ACCEPTED, saga.acceptedAt(), null));
            }
            boolean owned = true;
            while (owned && !isOver()) {
                Message message = mailbox.poll();
                owned = message == null ? goOn() : take(message);
            }
            return new Ending(saga, owned);
        } finally {
            goneFromHere();
        }
    }

    private boolean isOver() {
        return underWay.isEmpty() && (stopping || saga.status().isFinal());
    }

    /** False once the saga belongs to somebody else. */
    private boolean take(Message message) {
        switch (message) {
            case Asked command -> asked.add(command);
            case Ended call -> ended(call);
            case Broken call -> throw call.why();
            case WakeUp _ -> {}
        }
        return !fenced;
    }

    /** No further call begins before a command has been obeyed, and none is obeyed before the calls under way have ended. */
    private boolean goOn() throws InterruptedException {
        if (!underWay.isEmpty() && (stopping || !asked.isEmpty())) {
            mailbox.await(Platform.A_LONG_TIME);
            return true;
        }
        Asked command = asked.poll();
        return command == null ? carryOut(Machine.next(saga, underWay, platform.now())) : obey(command);
    }

    private boolean carryOut(Action action) throws InterruptedException {
        return switch (action) {
            case Call call -> !fenced && call(call);
            case Await await -> {
                mailbox.await(Duration.between(platform.now(), await.until()));
                yield true;
            }
            case Decide decide -> decide(decide);
            case Alert alert -> {
                log.warn("Saga {} needs attention: {}", saga.id(), alert.why());
                append(note(EventType.NEEDS_ATTENTION, alert.why()));
                yield true;
            }
            case Rest _ -> true;
        };
    }

    /** What nothing can run beside is called on this thread. */
    private boolean call(Call call) {
        underWay.add(call.step());
        boolean isAlone = underWay.size() == 1 && !(Machine.next(saga, underWay, platform.now()) instanceof Do);
        Saga from = saga;
        if (isAlone) {
            ended(made(call, from));
        } else {
            platform.start("saga-" + saga.id() + "-" + call.step().name(), () -> tell(call, from));
        }
        return true;
    }

    private void tell(Call call, Saga from) {
        Message message;
        try {
            message = made(call, from);
        } catch (RuntimeException e) {
            message = new Broken(e);
        }
        var _ = mailbox.add(message);
    }

    private Ended made(Call call, Saga from) {
        Instant began = platform.now();
        Outcome outcome = participants.call(call, from, from.timeout(call, began));
        return new Ended(call, outcome, began, platform.now());
    }

    private void ended(Ended call) {
        underWay.remove(call.call().step());
        append(Machine.record(saga, call.call(), call.outcome(), call.at(platform.random())));
    }

    private boolean decide(Decide decision) throws InterruptedException {
        return switch (decision.status()) {
            case PIVOTING -> force(saga.ownedBy(saga.epoch(), Status.PIVOTING), List.of());
            case UNDOING -> force(List.of(note(EventType.UNDOING, decision.why())));
            case COMPLETED -> force(List.of(note(EventType.COMPLETED, null)));
            case UNDONE -> force(List.of(note(EventType.UNDONE, saga.reason())));
            case RUNNING, RESOLVED ->
                throw new IllegalStateException("The machine doesn't decide on " + decision.status());
        };
    }

    private boolean obey(Asked asked) throws InterruptedException {
        try {
            Answer answer = asked.command().on(saga, platform.now());
            boolean owned = !(answer instanceof Move move) || force(move.events());
            asked.answer().complete(owned ? Optional.of(answer) : Optional.empty());
            return owned;
        } catch (RuntimeException e) {
            asked.answer().completeExceptionally(e);
            throw e;
        }
    }

    private Event note(EventType type, @Nullable String detail) {
        return Machine.note(saga, type, platform.now(), detail);
    }

    private void append(Event event) {
        Saga next = saga.with(event);
        var _ = journal.append(new Transition(saga, next, List.of(event)))
                .thenAccept(written -> fenced |= written == Written.FENCED);
        saga = next;
    }

    private boolean force(List<Event> events) throws InterruptedException {
        Saga next = saga;
        for (Event event : events) {
            next = next.with(event);
        }
        return force(next, events);
    }

    private boolean force(Saga next, List<Event> events) throws InterruptedException {
        if (platform.join(journal.force(new Transition(saga, next, events))) == Written.FENCED) {
            log.info("Saga {} is somebody else's now", saga.id());
            return false;
        }
        saga = next;
        return true;
    }

    /** What reaches a run from other threads. */
    private sealed interface Message {}

    /** A command and who waits for its answer. */
    private record Asked(Command command, CompletableFuture<Optional<Answer>> answer) implements Message {}

    private record Ended(Call call, Outcome outcome, Instant began, Instant ended) implements Message {
        Machine.Ended at(double jitter) {
            return new Machine.Ended(ended, Duration.between(began, ended), jitter);
        }
    }

    /** A call came to an end that it mustn't come to. */
    private record Broken(RuntimeException why) implements Message {}

    private record WakeUp() implements Message {}
}
