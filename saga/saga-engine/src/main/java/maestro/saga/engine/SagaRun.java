package maestro.saga.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import maestro.saga.flow.Step;
import maestro.saga.journal.Journal;
import maestro.saga.journal.Transition;
import maestro.saga.journal.WriteResult;
import maestro.saga.platform.Platform;
import maestro.saga.state.Call;
import maestro.saga.state.Command;
import maestro.saga.state.Event;
import maestro.saga.state.Machine;
import maestro.saga.state.Outcome;
import maestro.saga.state.Plan;
import maestro.saga.state.Plan.Alert;
import maestro.saga.state.Plan.Decide;
import maestro.saga.state.Plan.Finished;
import maestro.saga.state.Plan.Proceed;
import maestro.saga.state.Saga;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run of one saga on a thread of its own: asks the machine for the next plan, carries it out, and records the
 * result.
 *
 * <p>An effect of a decision takes place only after the decision is durable. After a superseded write another process
 * owns the saga: the run ends without another call.
 */
final class SagaRun {

    private static final Logger log = LoggerFactory.getLogger(SagaRun.class);

    /**
     * The longest wait for capacity of a call that has no deadline. After it the history records an unknown outcome.
     */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Journal journal;
    private final Participants participants;
    private final Platform platform;
    private final Mailbox<Message> mailbox;

    /** Commands that wait until no call is in flight. */
    private final Queue<PendingCommand> commands = new ArrayDeque<>();

    private final List<Step> inFlight = new ArrayList<>();
    private final CompletableFuture<SagaResult> result = new CompletableFuture<>();
    private volatile Saga saga;
    private volatile boolean stopping;

    /** Set by an appended record: without a decision the run would not notice another owner. */
    private volatile boolean superseded;

    private volatile @Nullable Throwable failedAppend;

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

    /** Completed by the registry after it has removed this run. */
    CompletableFuture<SagaResult> result() {
        return result;
    }

    Saga saga() {
        return saga;
    }

    /** The durable result of a command. Empty if this run has ended: then the journal decides. */
    CompletableFuture<Optional<Command.Result>> execute(Command command) {
        var message = new PendingCommand(command, new CompletableFuture<>());
        if (!mailbox.add(message)) {
            message.result().complete(Optional.empty());
        }
        return message.result();
    }

    /** Makes no further decision and no further call. An open saga is left to adoption. */
    void stop() {
        stopping = true;
        var _ = mailbox.add(new WakeUp());
    }

    /** Ends a run that was never started. */
    SagaResult discard() {
        close();
        return new SagaResult(saga, false);
    }

    private void close() {
        mailbox.close().forEach(message -> {
            if (message instanceof PendingCommand command) {
                commands.add(command);
            }
        });
        commands.forEach(command -> command.result().complete(Optional.empty()));
    }

    /** Runs until the saga has ended, another process owns it, or this process stops. */
    SagaResult drive() throws InterruptedException {
        try {
            if (saga.seq() == 0) {
                append(new Event.Accepted(1, saga.acceptedAt()));
            }
            boolean owned = true;
            while (owned && !isOver()) {
                Message message = mailbox.poll();
                owned = message == null ? takeTurn() : receive(message);
            }
            return new SagaResult(saga, owned);
        } finally {
            close();
        }
    }

    private boolean isOver() {
        return inFlight.isEmpty() && (stopping || saga.status().isFinal());
    }

    /** Returns false if another process owns the saga. */
    private boolean receive(Message message) {
        switch (message) {
            case PendingCommand command -> commands.add(command);
            case EndedCall call -> record(call);
            case FailedCall call -> throw call.cause();
            case WakeUp _ -> {}
        }
        return isOwned();
    }

    /** @throws IllegalStateException if an appended record could not be written */
    private boolean isOwned() {
        if (failedAppend != null) {
            throw new IllegalStateException("A record of the saga could not be written", failedAppend);
        }
        return !superseded;
    }

    /** A command waits for the calls in flight, and no call starts before the command is carried out. */
    private boolean takeTurn() throws InterruptedException {
        if (!inFlight.isEmpty() && (stopping || !commands.isEmpty())) {
            mailbox.await(Platform.A_LONG_TIME);
            return true;
        }
        PendingCommand command = commands.poll();
        return command == null ? carryOut(Machine.next(saga, inFlight, platform.now())) : carryOut(command);
    }

    private boolean carryOut(Plan plan) throws InterruptedException {
        return switch (plan) {
            case Proceed proceed -> isOwned() && proceed(proceed);
            case Decide decide -> force(List.of(decide.decision()));
            case Alert alert -> {
                log.warn("Saga {} needs attention: {}", saga.id(), alert.event().reason());
                append(alert.event());
                yield true;
            }
            case Finished _ -> true;
        };
    }

    /** A call that nothing else can run beside is made on this thread. */
    private boolean proceed(Proceed plan) throws InterruptedException {
        List<Call> calls = plan.calls();
        if (calls.isEmpty()) {
            Instant wakeAt = plan.wakeAt();
            mailbox.await(wakeAt == null ? Platform.A_LONG_TIME : Duration.between(platform.now(), wakeAt));
        } else if (calls.size() == 1 && inFlight.isEmpty() && plan.wakeAt() == null) {
            record(make(calls.getFirst(), saga));
        } else {
            Saga from = saga;
            for (Call call : calls) {
                inFlight.add(call.step());
                platform.start("saga-" + saga.id() + "-" + call.step().name(), () -> makeAndReport(call, from));
            }
        }
        return true;
    }

    private void makeAndReport(Call call, Saga from) {
        Message message;
        try {
            message = make(call, from);
        } catch (RuntimeException e) {
            message = new FailedCall(e);
        }
        var _ = mailbox.add(message);
    }

    private EndedCall make(Call call, Saga from) {
        Instant began = platform.now();
        Outcome outcome = participants.call(call, from, from.limits(call, began, LONGEST_WAIT));
        Instant ended = platform.now();
        return new EndedCall(call, outcome, ended, Duration.between(began, ended));
    }

    private void record(EndedCall ended) {
        inFlight.remove(ended.call().step());
        var end = new Machine.Ended(ended.at(), ended.took(), platform.random());
        append(Machine.record(saga, ended.call(), ended.outcome(), end));
    }

    private boolean carryOut(PendingCommand pending) throws InterruptedException {
        try {
            Command.Result result = pending.command().on(saga, platform.now());
            boolean owned = !(result instanceof Command.Applied applied) || force(applied.events());
            pending.result().complete(owned ? Optional.of(result) : Optional.empty());
            return owned;
        } catch (RuntimeException e) {
            pending.result().completeExceptionally(e);
            throw e;
        }
    }

    private void append(Event event) {
        var transition = Transition.of(saga, List.of(event));
        var _ = journal.append(transition).whenComplete((written, failure) -> {
            superseded |= written == WriteResult.SUPERSEDED;
            if (failure != null) {
                failedAppend = failure;
            }
        });
        saga = transition.to();
    }

    private boolean force(List<Event> events) throws InterruptedException {
        var transition = Transition.of(saga, events);
        WriteResult written = platform.join(journal.force(transition));
        if (written == WriteResult.DURABLE) {
            saga = transition.to();
            return true;
        }
        if (isOwned()) {
            superseded = true;
        }
        log.info("Saga {} has another owner now", saga.id());
        return false;
    }

    /** A message from another thread. */
    private sealed interface Message {}

    private record PendingCommand(Command command, CompletableFuture<Optional<Command.Result>> result)
            implements Message {}

    private record EndedCall(Call call, Outcome outcome, Instant at, Duration took) implements Message {}

    /** A call threw an exception, which is a defect. */
    private record FailedCall(RuntimeException cause) implements Message {}

    private record WakeUp() implements Message {}
}
