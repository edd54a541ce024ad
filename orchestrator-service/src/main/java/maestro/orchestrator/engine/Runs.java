package maestro.orchestrator.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.platform.Platform;
import maestro.orchestrator.saga.Command;
import maestro.orchestrator.saga.Saga;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sagas in this process's hands. */
final class Runs {

    private static final Logger log = LoggerFactory.getLogger(Runs.class);

    private final Journal journal;
    private final Participants participants;
    private final Platform platform;
    private final Map<String, SagaRun> runs = new ConcurrentHashMap<>();
    private volatile Consumer<String> afterFailure = _ -> {};

    Runs(Journal journal, Participants participants, Platform platform) {
        this.journal = journal;
        this.participants = participants;
        this.platform = platform;
    }

    /** Who is told the id of a saga whose run ended by an error of ours: it is still this owner's, and nobody runs it. */
    void onFailure(Consumer<String> afterFailure) {
        this.afterFailure = afterFailure;
    }

    CompletableFuture<Ending> start(Saga saga, String document, Runnable afterwards) {
        return start(new SagaRun(saga, document, journal, participants, platform), saga.id(), afterwards);
    }

    /** Starts a run that obeys a command before it does anything else. */
    CompletableFuture<Ending> start(Saga saga, String document, Runnable afterwards, Command first) {
        var run = new SagaRun(saga, document, journal, participants, platform);
        var _ = run.ask(first);
        return start(run, saga.id(), afterwards);
    }

    private CompletableFuture<Ending> start(SagaRun run, String id, Runnable afterwards) {
        runs.put(id, run);
        platform.start("saga-" + id, () -> drive(run, id, afterwards));
        return run.ending();
    }

    private void drive(SagaRun run, String id, Runnable afterwards) {
        Runnable tell;
        try {
            Ending ending = run.drive();
            tell = () -> run.ending().complete(ending);
        } catch (InterruptedException | RuntimeException e) {
            log.error("The run of purchase {} broke off", id, e);
            afterFailure.accept(id);
            tell = () -> run.ending().completeExceptionally(e);
        }
        // First out of the list, then told: who asks on hearing of it must find it in the journal, not here.
        runs.remove(id, run);
        afterwards.run();
        tell.run();
    }

    Optional<SagaRun> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    int count() {
        return runs.size();
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
}
