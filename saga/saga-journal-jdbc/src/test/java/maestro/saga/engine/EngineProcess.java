package maestro.saga.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Flows;
import maestro.saga.journal.History;
import maestro.saga.journal.Journal;
import maestro.saga.journal.Leases;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.Orphan;
import maestro.saga.journal.Persistence;
import maestro.saga.journal.SagaRepository;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.Transition;
import maestro.saga.journal.WriteResult;
import maestro.saga.journal.jdbc.JdbcJournal;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.platform.JvmPlatform;
import tools.jackson.databind.json.JsonMapper;

/** A process: an owner of sagas with a journal and an engine, whose calls of its ports can be observed and delayed. */
final class EngineProcess {

    final Engine engine;
    final JdbcSagaRepository sagas;

    /** How often the engine has searched for orphans. */
    final AtomicInteger sweeps = new AtomicInteger();

    /** The reasons of all quarantines. */
    final List<String> quarantines = new CopyOnWriteArrayList<>();

    /** Completed by the first appended record that was not written. */
    final CompletableFuture<Throwable> appendFailure = new CompletableFuture<>();

    /** Called with each forced transition, which may not be durable yet. */
    volatile Consumer<Transition> onForce = _ -> {};

    /** New sagas are written only after it has completed. */
    volatile CompletableFuture<Void> acceptance = CompletableFuture.completedFuture(null);

    private final JdbcJournal journal;

    EngineProcess(DataSource database, Participants participants, List<Flow> flows, int maxInFlight) {
        var platform = new JvmPlatform();
        journal = JdbcJournal.open(database, JsonMapper.shared(), platform);
        sagas = journal.sagas();
        var real = journal.persistence();
        var ports = new Persistence(
                new ObservedJournal(real.journal()),
                new ObservedRepository(real.sagas()),
                new ObservedLeases(real.leases()));
        var settings = new EngineSettings(
                maxInFlight, Duration.ofMillis(500), Duration.ZERO, Duration.ofMillis(600), Duration.ofMillis(50));
        engine = new Engine(ports, participants, Flows.of(flows), settings, platform);
    }

    void stop() {
        try {
            engine.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
    }

    private final class ObservedJournal implements Journal {
        private final Journal target;

        ObservedJournal(Journal target) {
            this.target = target;
        }

        @Override
        public CompletableFuture<WriteResult> accept(NewSaga saga) {
            return acceptance.thenCompose(_ -> target.accept(saga));
        }

        @Override
        public CompletableFuture<WriteResult> force(Transition transition) {
            var written = target.force(transition);
            onForce.accept(transition);
            return written;
        }

        @Override
        public CompletableFuture<WriteResult> append(Transition transition) {
            return target.append(transition).whenComplete((_, failure) -> {
                if (failure != null) {
                    appendFailure.complete(failure);
                }
            });
        }
    }

    private final class ObservedRepository implements SagaRepository {
        private final SagaRepository target;

        ObservedRepository(SagaRepository target) {
            this.target = target;
        }

        @Override
        public Optional<SagaRow> find(String id) {
            return target.find(id);
        }

        @Override
        public History history(String id) {
            return target.history(id);
        }

        @Override
        public void quarantine(SagaRow saga, String reason) {
            quarantines.add(reason);
            target.quarantine(saga, reason);
        }
    }

    private final class ObservedLeases implements Leases {
        private final Leases target;

        ObservedLeases(Leases target) {
            this.target = target;
        }

        @Override
        public String owner() {
            return target.owner();
        }

        @Override
        public void renew(Duration lease) {
            target.renew(lease);
        }

        @Override
        public void release() {
            target.release();
        }

        @Override
        public List<Orphan> orphans(String afterId, int limit) {
            sweeps.incrementAndGet();
            return target.orphans(afterId, limit);
        }
    }
}
