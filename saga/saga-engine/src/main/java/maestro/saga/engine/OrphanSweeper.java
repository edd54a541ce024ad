package maestro.saga.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import maestro.saga.journal.Leases;
import maestro.saga.journal.Orphan;
import maestro.saga.journal.Persistence;
import maestro.saga.journal.SagaRow;
import maestro.saga.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews this process's lease, and adopts the sagas of owners whose lease has expired: at the start, and then once per
 * sweep.
 *
 * <p>A saga that can't be run, because its row is unreadable or its run failed, is marked for the operators and tried
 * again after growing pauses. The other sagas are not affected.
 */
final class OrphanSweeper {

    private static final Logger log = LoggerFactory.getLogger(OrphanSweeper.class);

    private static final int BATCH = 500;

    /** Renewals per lease: one or two may fail without harm. */
    private static final int RENEWALS = 4;

    private final Persistence persistence;
    private final Leases leases;
    private final Adoption adoption;
    private final RunRegistry registry;
    private final EngineSettings settings;
    private final Platform platform;
    private final Quarantine quarantine;
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    OrphanSweeper(
            Persistence persistence,
            Adoption adoption,
            RunRegistry registry,
            EngineSettings settings,
            Platform platform) {
        this.persistence = persistence;
        this.leases = persistence.leases();
        this.adoption = adoption;
        this.registry = registry;
        this.settings = settings;
        this.platform = platform;
        this.quarantine = new Quarantine(platform);
        registry.onLoss(this::lost);
    }

    void start() {
        platform.start(
                "lease", () -> every(settings.lease().dividedBy(RENEWALS), () -> leases.renew(settings.lease())));
        platform.start("adoption", () -> every(settings.sweep(), this::sweep));
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
            log.warn("The journal is not available, trying again: {}", e.getMessage());
        }
    }

    /**
     * Marks a saga at once when its run fails, so that operators see the saga during the pause. A run can also fail
     * because this process stops and the journal is closed. Such a saga is left to other processes.
     */
    private void lost(String id, @Nullable Exception failure) {
        if (failure != null && !stopped.isDone()) {
            quarantine.add(id);
            try {
                findOwn(id).ifPresent(row -> persistence.sagas().quarantine(row, "its run failed; it is tried again"));
            } catch (RuntimeException e) {
                log.warn("Saga {} can't be marked for the operators: {}", id, e.getMessage());
            }
        }
        lost.add(id);
    }

    /** Starts the adopted runs after the sweep, so that their work does not delay the adoption of the other orphans. */
    private void sweep() throws InterruptedException {
        Queue<SagaRun> adopted = new ConcurrentLinkedQueue<>();
        try {
            adoptLost(adopted);
            String last = "";
            List<Orphan> batch;
            do {
                batch = leases.orphans(last, BATCH);
                adopt(batch, adopted);
                last = batch.isEmpty() ? last : batch.getLast().row().id();
            } while (batch.size() == BATCH && hasRoom());
        } finally {
            adopted.forEach(run -> registry.start(run, () -> {}));
        }
    }

    /** Adopted sagas may exceed the limit of own sagas, up to the double. */
    private boolean hasRoom() {
        return !stopped.isDone() && registry.count() < 2 * settings.maxInFlight();
    }

    /**
     * Adopts again the sagas that this process still owns although their run has ended: no other process would. A saga
     * leaves the queue only when its row shows a final status or another owner, so that a failed attempt is repeated.
     */
    private void adoptLost(Queue<SagaRun> adopted) throws InterruptedException {
        for (String id : List.copyOf(lost)) {
            if (registry.find(id).isPresent() || !quarantine.isDue(id)) {
                continue;
            }
            var row = findOwn(id);
            if (row.isEmpty()) {
                lost.remove(id);
                continue;
            }
            adopt(List.of(new Orphan(row.get(), persistence.sagas().history(id))), adopted);
        }
    }

    private Optional<SagaRow> findOwn(String id) {
        return persistence
                .sagas()
                .find(id)
                .filter(row -> !row.status().isFinal() && row.owner().equals(leases.owner()));
    }

    private void adopt(List<Orphan> batch, Queue<SagaRun> adopted) throws InterruptedException {
        var claims = new LinkedHashMap<Orphan, CompletableFuture<Optional<SagaRun>>>();
        for (Orphan orphan : batch) {
            if (quarantine.isDue(orphan.row().id())) {
                claims.put(orphan, claim(orphan));
            }
        }
        int count = 0;
        for (var claim : claims.entrySet()) {
            var run = join(claim.getKey().row(), claim.getValue());
            run.ifPresent(adopted::add);
            count += run.isPresent() ? 1 : 0;
        }
        if (count > 0) {
            log.info("Adopted {} sagas", count);
        }
    }

    private CompletableFuture<Optional<SagaRun>> claim(Orphan orphan) {
        try {
            return adoption.claim(orphan);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<SagaRun> join(SagaRow row, CompletableFuture<Optional<SagaRun>> claim)
            throws InterruptedException {
        try {
            return platform.join(claim);
        } catch (RuntimeException e) {
            if (!stopped.isDone()) {
                log.error("Saga {} can't be run and is quarantined", row.id(), e);
                quarantine.add(row.id());
                // A failure of the mark must not keep the other claims of the batch from being joined.
                String reason = "it can't be run and is quarantined: " + e.getMessage();
                attempt(() -> persistence.sagas().quarantine(row, reason));
            }
            return Optional.empty();
        }
    }

    private interface Task {
        void run() throws InterruptedException;
    }
}
