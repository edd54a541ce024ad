package maestro.saga.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import maestro.saga.journal.Journal;
import maestro.saga.platform.Platform;
import maestro.saga.state.Saga;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of this process. */
final class RunRegistry {

    private static final Logger log = LoggerFactory.getLogger(RunRegistry.class);

    private final Journal journal;
    private final Participants participants;
    private final Platform platform;
    private final Map<String, SagaRun> runs = new ConcurrentHashMap<>();
    private volatile LossListener lossListener = (_, _) -> {};

    RunRegistry(Journal journal, Participants participants, Platform platform) {
        this.journal = journal;
        this.participants = participants;
        this.platform = platform;
    }

    void onLoss(LossListener listener) {
        this.lossListener = listener;
    }

    /** Registers a run. Commands find it, and wait for its start. */
    SagaRun prepare(Saga saga) {
        var run = new SagaRun(saga, journal, participants, platform);
        runs.put(saga.id(), run);
        return run;
    }

    /** Removes a prepared run whose saga was not accepted. */
    void discard(SagaRun run) {
        SagaResult result = run.discard();
        runs.remove(run.id(), run);
        run.result().complete(result);
    }

    void start(SagaRun run, Runnable afterwards) {
        platform.start("saga-" + run.id(), () -> drive(run, afterwards));
    }

    private void drive(SagaRun run, Runnable afterwards) {
        Runnable complete;
        try {
            SagaResult result = run.drive();
            complete = () -> run.result().complete(result);
            if (!result.owned()) {
                lossListener.lost(run.id(), null);
            }
        } catch (InterruptedException | RuntimeException e) {
            log.error("The run of saga {} failed", run.id(), e);
            lossListener.lost(run.id(), e);
            complete = () -> run.result().completeExceptionally(e);
        }
        // Removed before the result is told: a client that asks after the result must be answered from the journal.
        runs.remove(run.id(), run);
        afterwards.run();
        complete.run();
    }

    Optional<SagaRun> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    int count() {
        return runs.size();
    }

    Stream<Saga> sagas() {
        return runs.values().stream().map(SagaRun::saga);
    }

    void stop() {
        runs.values().forEach(SagaRun::stop);
    }

    void awaitEnd(Duration timeout) throws InterruptedException {
        var all = runs.values().stream().map(SagaRun::result).toArray(CompletableFuture[]::new);
        var _ = platform.await(CompletableFuture.allOf(all), timeout);
    }

    /** Is told of each open saga whose run has ended: another process owns it, or the run failed. */
    interface LossListener {
        void lost(String id, @Nullable Exception failure);
    }
}
