package maestro.orchestrator.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.journal.Orphan;
import maestro.orchestrator.journal.StoredSaga;
import maestro.orchestrator.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this process's lease and takes over the sagas of those whose lease has run out: at the start, and while running.
 *
 * <p>A saga that can't be run, be its row unreadable or the run's end an error of ours, is marked for the operators and tried
 * again later and later; the others go on.
 */
final class Recovery {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private static final int BATCH = 500;

    /** So often a lease is renewed before it runs out: one or two renewals may fail without harm. */
    private static final int RENEWALS = 4;

    private final Journal journal;
    private final Takeover takeover;
    private final Runs runs;
    private final EngineProperties settings;
    private final Platform platform;
    private final SetAside setAside;
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    Recovery(Journal journal, Takeover takeover, Runs runs, EngineProperties settings, Platform platform) {
        this.journal = journal;
        this.takeover = takeover;
        this.runs = runs;
        this.settings = settings;
        this.platform = platform;
        this.setAside = new SetAside(platform);
        runs.onLoss(this::lost);
    }

    void start() {
        platform.start("lease", () -> every(settings.lease().dividedBy(RENEWALS), this::renew));
        platform.start("recovery", () -> every(settings.sweep(), this::sweep));
    }

    void stop() {
        stopped.complete(null);
    }

    private void every(Duration pause, Task task) {
        try {
            do {
                attempt(task);
            } while (!platform.await(stopped, pause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(Task task) throws InterruptedException {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.warn("The journal can't be reached, trying again: {}", e.getMessage());
        }
    }

    private void renew() {
        journal.renewLease(settings.lease());
    }

    private void lost(String id, @Nullable Exception error) {
        if (error != null) {
            setAside.put(id);
        }
        lost.add(id);
    }

    /** What is taken over goes on once all of it is: thousands on their way would be in that of those that still wait for an owner. */
    private void sweep() throws InterruptedException {
        var go = new CompletableFuture<Void>();
        try {
            resume(go);
            String last = "";
            List<Orphan> batch;
            do {
                batch = journal.orphans(last, BATCH);
                adopt(batch, go);
                last = batch.isEmpty() ? last : batch.getLast().row().id();
            } while (batch.size() == BATCH && hasRoom());
        } finally {
            go.complete(null);
        }
    }

    /** Others' purchases may come on top of our own, but not without end. */
    private boolean hasRoom() {
        return !stopped.isDone() && runs.count() < 2 * settings.maxInFlight();
    }

    /** Takes up again what is still ours though nobody here runs it: no other owner ever would. */
    private void resume(CompletableFuture<Void> go) throws InterruptedException {
        for (int left = lost.size(); left > 0; left--) {
            String id = lost.remove();
            if (!setAside.isDue(id)) {
                lost.add(id);
                continue;
            }
            var row = find(id);
            if (row.isPresent()) {
                if (setAside.contains(id)) {
                    journal.setAside(row.get(), "its run broke off; it is tried again");
                }
                adopt(List.of(new Orphan(row.get(), journal.history(id))), go);
            }
        }
    }

    private Optional<StoredSaga> find(String id) {
        try {
            return journal.find(id)
                    .filter(row -> !row.status().isFinal() && row.owner().equals(journal.owner()))
                    .filter(row -> runs.find(id).isEmpty());
        } catch (RuntimeException e) {
            lost.add(id);
            throw e;
        }
    }

    private void adopt(List<Orphan> batch, CompletableFuture<Void> go) throws InterruptedException {
        var adopted = new LinkedHashMap<Orphan, CompletableFuture<Boolean>>();
        for (Orphan orphan : batch) {
            if (setAside.isDue(orphan.row().id())) {
                adopted.put(orphan, adopt(orphan, go));
            }
        }
        int count = 0;
        for (var each : adopted.entrySet()) {
            count += succeeded(each.getKey().row(), each.getValue()) ? 1 : 0;
        }
        if (count > 0) {
            log.info("Took over {} purchases", count);
        }
    }

    private CompletableFuture<Boolean> adopt(Orphan orphan, CompletableFuture<Void> go) {
        try {
            return takeover.adopt(orphan.row(), orphan.history(), go);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean succeeded(StoredSaga row, CompletableFuture<Boolean> adopted) throws InterruptedException {
        try {
            return platform.join(adopted);
        } catch (RuntimeException e) {
            if (stopped.isDone()) {
                return false;
            }
            log.error("Purchase {} can't be run and is set aside", row.id(), e);
            setAside.put(row.id());
            journal.setAside(row, "it can't be run and is set aside: " + e.getMessage());
            return false;
        }
    }

    /** What is done again and again. */
    private interface Task {
        void run() throws InterruptedException;
    }
}
