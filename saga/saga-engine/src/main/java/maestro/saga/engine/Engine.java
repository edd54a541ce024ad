package maestro.saga.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import maestro.saga.engine.CommandOutcome.Contended;
import maestro.saga.engine.CommandOutcome.Handled;
import maestro.saga.engine.StartResult.DuplicateKey;
import maestro.saga.engine.StartResult.Rejected;
import maestro.saga.engine.StartResult.Started;
import maestro.saga.engine.StartResult.Unknown;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Flows;
import maestro.saga.journal.Persistence;
import maestro.saga.journal.WriteResult;
import maestro.saga.platform.Platform;
import maestro.saga.state.Command;
import maestro.saga.state.Saga;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts sagas, runs them, and passes commands to them. The entry point of this library. */
public final class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    /** How long a call in flight may delay a shutdown; longer than a call's own timeout. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(3);

    /** How often a command is tried on a saga that other writers change. */
    private static final int COMMAND_ATTEMPTS = 50;

    private static final Duration COMMAND_PAUSE = Duration.ofMillis(50);

    private final Persistence persistence;
    private final Flows flows;
    private final EngineSettings settings;
    private final Platform platform;
    private final RunRegistry registry;
    private final Adoption adoption;
    private final OrphanSweeper sweeper;
    private final Semaphore capacity;
    private volatile boolean open = true;

    public Engine(
            Persistence persistence,
            Participants participants,
            Flows flows,
            EngineSettings settings,
            Platform platform) {
        this.persistence = persistence;
        this.flows = flows;
        this.settings = settings;
        this.platform = platform;
        this.registry = new RunRegistry(persistence.journal(), participants, platform);
        this.adoption = new Adoption(persistence, flows, registry, platform);
        this.sweeper = new OrphanSweeper(persistence, adoption, registry, settings, platform);
        this.capacity = new Semaphore(settings.maxInFlight());
    }

    /** Takes a lease, and adopts the sagas of owners without one, until {@link #stop}. */
    public void open() {
        sweeper.start();
    }

    /** Starts a saga without a wait for its result. See {@link #start(SagaRequest, Duration)}. */
    public StartResult start(SagaRequest request) throws InterruptedException {
        return start(request, Duration.ZERO);
    }

    /**
     * Starts a saga as soon as it is durable, and waits for its result. Returns when the saga has ended, when it is
     * certain that nothing was started, or when {@code wait} has elapsed and the saga is durable. Without an answer of
     * the journal it returns after {@link EngineSettings#acceptance}.
     *
     * @param wait from this call on; zero to wait for the journal only
     */
    public StartResult start(SagaRequest request, Duration wait) throws InterruptedException {
        if (!open) {
            return new Rejected("this process is shutting down");
        }
        Flow flow = flows.current().orElse(null);
        if (flow == null) {
            return new Rejected("the current flow needs a newer version of this software");
        }
        if (!capacity.tryAcquire()) {
            return new Rejected("%d purchases are in flight".formatted(settings.maxInFlight()));
        }
        Saga saga = Saga.accepted(platform.newId(), flow, request.input(), platform.now());
        SagaRun run = registry.prepare(saga);
        var started = persistence
                .journal()
                .accept(request.as(saga))
                .handle((written, failure) -> afterAcceptance(run, written, failure));
        return isAccepted(run, started, wait) ? platform.join(started) : new Unknown(saga.id());
    }

    /**
     * Waits as {@link #start} promises. A run's result completes at the run's end and also when the run is discarded,
     * so one wait is enough unless the journal or the saga is slow.
     *
     * @return false if the journal has not answered in time
     */
    private boolean isAccepted(SagaRun run, CompletableFuture<StartResult> started, Duration wait)
            throws InterruptedException {
        Duration acceptance = settings.acceptance();
        Duration first = wait.compareTo(acceptance) < 0 ? wait : acceptance;
        if (first.isPositive() && platform.await(run.result(), first)) {
            return true;
        }
        if (!started.isDone() && !platform.await(started, acceptance.minus(first))) {
            return false;
        }
        Duration rest = wait.minus(first);
        if (rest.isPositive()) {
            var _ = platform.await(run.result(), rest);
        }
        return true;
    }

    private StartResult afterAcceptance(SagaRun run, @Nullable WriteResult written, @Nullable Throwable failure) {
        Saga saga = run.saga();
        if (written == WriteResult.DURABLE) {
            registry.start(run, capacity::release);
            return new Started(saga, run.result());
        }
        registry.discard(run);
        capacity.release();
        return failure == null ? new DuplicateKey() : new Rejected("the journal is not available");
    }

    /** The result of a saga that runs in this process; empty if it does not. */
    public Optional<CompletableFuture<SagaResult>> result(String id) {
        return registry.find(id).map(SagaRun::result);
    }

    /** Carries out a command on a saga, whichever process owns it. A saga of another process is adopted. */
    public CommandOutcome execute(String id, Command command) throws InterruptedException {
        for (int i = 0; i < COMMAND_ATTEMPTS; i++) {
            var run = registry.find(id);
            CommandOutcome outcome = run.isPresent()
                    ? platform.join(run.get().execute(command))
                            .<CommandOutcome>map(Handled::new)
                            .orElseGet(Contended::new)
                    : adoption.execute(id, command);
            if (!(outcome instanceof Contended)) {
                return outcome;
            }
            platform.sleep(COMMAND_PAUSE);
        }
        return new Contended();
    }

    /** The number of sagas that run in this process. */
    public int inFlight() {
        return registry.count();
    }

    /** The sagas that run in this process, in their current state. */
    public Stream<Saga> running() {
        return registry.sagas();
    }

    /** The number of running sagas that need attention. */
    public int needingAttention() {
        return (int) running().filter(Saga::needsAttention).count();
    }

    /** Rejects new sagas, and waits for the running ones. Sagas that are still open afterwards are left to adoption. */
    public void stop() throws InterruptedException {
        open = false;
        sweeper.stop();
        registry.awaitEnd(settings.drain());
        registry.stop();
        registry.awaitEnd(LAST_CALLS);
        if (registry.count() > 0) {
            log.info("{} sagas are left to adoption", registry.count());
        }
    }
}
