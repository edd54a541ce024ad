package maestro.orchestrator.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.platform.Platform;
import maestro.orchestrator.saga.Saga;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sagas in this process's hands. */
final class Runs {

    private static final Logger log = LoggerFactory.getLogger(Runs.class);

    private final Journal journal;
    private final Participants participants;
    private final Platform platform;
    private final Map<String, SagaRun> runs = new ConcurrentHashMap<>();
    private volatile Losses losses = (_, _) -> {};

    Runs(Journal journal, Participants participants, Platform platform) {
        this.journal = journal;
        this.participants = participants;
        this.platform = platform;
    }

    /** Who is told of a saga that this process doesn't run any more though it isn't at its end. */
    void onLoss(Losses losses) {
        this.losses = losses;
    }

    /** From now on it is found here; what is asked of it waits for its start. */
    SagaRun prepare(Saga saga) {
        var run = new SagaRun(saga, journal, participants, platform);
        runs.put(saga.id(), run);
        return run;
    }

    /** It isn't this process's after all. */
    void drop(SagaRun run) {
        Ending ending = run.drop();
        runs.remove(ending.saga().id(), run);
        run.ending().complete(ending);
    }

    void start(SagaRun run, Runnable afterwards) {
        platform.start("saga-" + run.id(), () -> drive(run, afterwards));
    }

    private void drive(SagaRun run, Runnable afterwards) {
        Runnable tell;
        try {
            Ending ending = run.drive();
            tell = () -> run.ending().complete(ending);
            if (!ending.owned()) {
                losses.lost(run.id(), null);
            }
        } catch (InterruptedException | RuntimeException e) {
            log.error("The run of purchase {} broke off", run.id(), e);
            losses.lost(run.id(), e);
            tell = () -> run.ending().completeExceptionally(e);
        }
        // First out of the list, then told: who asks on hearing of it must find it in the journal, not here.
        runs.remove(run.id(), run);
        afterwards.run();
        tell.run();
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

    int needingAttention() {
        return (int) runs.values().stream().filter(SagaRun::needsAttention).count();
    }

    void stop() {
        runs.values().forEach(SagaRun::stop);
    }

    void awaitEnd(Duration atMost) throws InterruptedException {
        var all = runs.values().stream().map(SagaRun::ending).toArray(CompletableFuture[]::new);
        var _ = platform.await(CompletableFuture.allOf(all), atMost);
    }

    /** A saga that this process lost hold of: to another owner, or by an error of ours. */
    interface Losses {
        void lost(String id, @Nullable Exception error);
    }
}
