package maestro.orchestrator.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import maestro.orchestrator.engine.Start.KeyTaken;
import maestro.orchestrator.engine.Start.Started;
import maestro.orchestrator.engine.Start.TurnedAway;
import maestro.orchestrator.engine.Start.Unknown;
import maestro.orchestrator.flow.Flow;
import maestro.orchestrator.flow.Flows;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.journal.Journal.Written;
import maestro.orchestrator.journal.JournalUnavailableException;
import maestro.orchestrator.platform.Platform;
import maestro.orchestrator.saga.Command;
import maestro.orchestrator.saga.Saga;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes purchases, runs them, and passes on what is asked of them: the engine as the rest of the orchestrator sees it. */
public final class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    /** A call that is under way at shutdown may still end; longer than any call's own deadline is not waited. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(3);

    /** How often somebody else may be faster before a command gives up. */
    private static final int TRIES = 50;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final Journal journal;
    private final Flows flows;
    private final EngineProperties settings;
    private final Platform platform;
    private final Runs runs;
    private final Takeover takeover;
    private final Recovery recovery;
    private final Semaphore room;
    private volatile boolean open = true;

    public Engine(
            Journal journal, Participants participants, Flows flows, EngineProperties settings, Platform platform) {
        this.journal = journal;
        this.flows = flows;
        this.settings = settings;
        this.platform = platform;
        this.runs = new Runs(journal, participants, platform);
        this.takeover = new Takeover(journal, flows, runs, platform);
        this.recovery = new Recovery(journal, takeover, runs, settings, platform);
        this.room = new Semaphore(settings.maxInFlight());
    }

    /** Says that this process lives, and looks after purchases whose process doesn't, from now on until {@link #stop}. */
    public void open() {
        recovery.start();
    }

    /** Starts a purchase, once it is durable. Returns within the time that the settings allow for that. */
    public Start start(NewPurchase purchase) throws InterruptedException {
        if (!open) {
            return new TurnedAway("this process is shutting down");
        }
        Flow flow = flows.current().orElse(null);
        if (flow == null) {
            return new TurnedAway("the flow is drawn for a newer process");
        }
        if (!room.tryAcquire()) {
            return new TurnedAway("%d purchases are in flight".formatted(settings.maxInFlight()));
        }
        Saga saga = Saga.accepted(platform.newId(), flow, purchase.document(), platform.now());
        SagaRun run = runs.prepare(saga);
        var accepted = journal.accept(purchase.as(saga));
        if (platform.await(accepted, settings.acceptance())) {
            return begin(run, saga, accepted);
        }
        var _ = accepted.whenComplete((written, _) -> settle(run, written == Written.DURABLE));
        return new Unknown(saga.id());
    }

    private Start begin(SagaRun run, Saga saga, CompletableFuture<Written> accepted) throws InterruptedException {
        try {
            boolean isOurs = platform.join(accepted) == Written.DURABLE;
            settle(run, isOurs);
            return isOurs ? new Started(saga, run.ending()) : new KeyTaken();
        } catch (JournalUnavailableException e) {
            settle(run, false);
            return new TurnedAway("the journal is not available");
        }
    }

    private void settle(SagaRun run, boolean isOurs) {
        if (isOurs) {
            runs.start(run, room::release);
        } else {
            runs.drop(run);
            room.release();
        }
    }

    /** Where a saga that is under way here will have been left; empty if it isn't. */
    public Optional<CompletableFuture<Ending>> ending(String id) {
        return runs.find(id).map(SagaRun::ending);
    }

    /**
     * Asks something of a purchase, whoever runs it: if that is another process, this one takes it over for it.
     *
     * @return its answer, durable by now; empty if there is no such purchase, if its flow is for a newer process, or if others
     *     were faster all the time
     */
    public Optional<Command.Answer> ask(String id, Command command) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            var run = runs.find(id);
            var answer = run.isPresent() ? platform.join(run.get().ask(command)) : takeover.ask(id, command);
            if (answer.isPresent()) {
                return answer;
            }
            platform.sleep(BETWEEN_TRIES);
        }
        return Optional.empty();
    }

    /** How many purchases this process has in its hands. */
    public int inFlight() {
        return runs.count();
    }

    /** The purchases that this process has in its hands, as they stand. */
    public Stream<Saga> underWay() {
        return runs.sagas();
    }

    /** How many of them need attention. */
    public int needingAttention() {
        return runs.needingAttention();
    }

    /** Takes no more purchases and gives those in flight some time to end; what is still open then is left to recovery. */
    public void stop() throws InterruptedException {
        open = false;
        recovery.stop();
        runs.awaitEnd(settings.drain());
        runs.stop();
        runs.awaitEnd(LAST_CALLS);
        if (runs.count() > 0) {
            log.info("{} purchases are left to recovery", runs.count());
        }
    }
}
