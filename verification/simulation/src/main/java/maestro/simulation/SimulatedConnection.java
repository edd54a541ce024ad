package maestro.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import maestro.saga.journal.BatchWriter;
import maestro.saga.journal.CommitResult;
import maestro.saga.journal.CommitResult.BadData;
import maestro.saga.journal.CommitResult.Committed;
import maestro.saga.journal.CommitResult.Conflict;
import maestro.saga.journal.CommitResult.InDoubt;
import maestro.saga.journal.CommitResult.Unavailable;
import maestro.saga.journal.History;
import maestro.saga.journal.Leases;
import maestro.saga.journal.Orphan;
import maestro.saga.journal.SagaRepository;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.Write;
import maestro.saga.journal.WriteResult;
import maestro.saga.state.Event.Pivoting;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import maestro.simulation.SimulatedDatabase.Row;

/** The connection of one process to the database, with faults. */
final class SimulatedConnection implements BatchWriter, SagaRepository, Leases {

    private static final long MAX_WRITE_MILLIS = 8_000;
    private static final long MAX_IN_DOUBT_MILLIS = 3_000;

    private final World world;
    private final SimulatedProcess process;

    SimulatedConnection(World world, SimulatedProcess process) {
        this.world = world;
        this.process = process;
    }

    @Override
    public String owner() {
        return process.name();
    }

    @Override
    public CommitResult write(List<Write> batch, boolean inDoubt) {
        CommitResult result = commit(batch, inDoubt);
        world.historyCheck.recordWrites(owner(), batch, result);
        return result;
    }

    private CommitResult commit(List<Write> batch, boolean inDoubt) {
        process.faultPoint();
        if (world.faults.inject(Fault.WRITE_SLOW)) {
            process.sleep(world.random.millis(MAX_WRITE_MILLIS));
        }
        if (world.database.isUnavailable()) {
            return new Unavailable(new SimulatedDatabase.FailedException("the database is not available"));
        }
        if (world.faults.inject(Fault.WRITE_FAILED)) {
            return world.random.chance(0.5)
                    ? new Conflict(new SimulatedDatabase.FailedException("deadlock"))
                    : new Unavailable(new SimulatedDatabase.FailedException("connection lost"));
        }
        if (!inDoubt && world.faults.inject(Fault.RECORD_REFUSED)) {
            world.database.refuse(owner(), world.random.pick(batch));
        }
        if (batch.stream().anyMatch(write -> world.database.refuses(owner(), write))) {
            trace("a record is refused", batch);
            return new BadData(new SimulatedDatabase.FailedException("the content of a record is refused"));
        }
        if (world.faults.inject(Fault.COMMIT_IN_DOUBT)) {
            return misread(batch, commitInDoubt(batch, inDoubt));
        }
        var results = world.database.commit(owner(), batch, inDoubt);
        process.faultPoint();
        return new Committed(results);
    }

    private CommitResult misread(List<Write> batch, InDoubt result) {
        if (world.has(Bug.IN_DOUBT_AS_COMMITTED)) {
            return new Committed(batch.stream().map(_ -> WriteResult.DURABLE).toList());
        }
        return world.has(Bug.IN_DOUBT_AS_ROLLED_BACK) ? new Unavailable(result.cause()) : result;
    }

    private InDoubt commitInDoubt(List<Write> batch, boolean inDoubt) {
        trace("a commit is in doubt", batch);
        switch (world.random.below(3)) {
            case 0 -> world.database.commit(owner(), batch, inDoubt);
            case 1 -> world.database.commitLater(owner(), batch, inDoubt, world.random.millis(MAX_IN_DOUBT_MILLIS));
            default -> {
                // The transaction is rolled back.
            }
        }
        return new InDoubt(new SimulatedDatabase.FailedException("connection lost during the commit"));
    }

    private void trace(String what, List<Write> batch) {
        world.trace(owner(), "%s: %s", what, batch.stream().map(Write::id).toList());
    }

    @Override
    public Optional<SagaRow> find(String id) {
        return execute(() -> world.database.find(id).map(this::head));
    }

    Optional<SagaRow> findByKey(String key) {
        return execute(() -> world.database.findByKey(key).map(this::head));
    }

    private SagaRow head(Row row) {
        Saga saga = row.saga();
        boolean misread = world.has(Bug.STATUS_FROM_EVENTS)
                && saga.status() == Status.PIVOTING
                && row.events().stream().noneMatch(Pivoting.class::isInstance);
        return misread
                ? row.with(saga.asStored(saga.epoch(), Status.RUNNING, saga.needsAttention()))
                        .head()
                : row.head();
    }

    @Override
    public History history(String id) {
        return execute(() -> historyOf(id));
    }

    private History historyOf(String id) {
        return world.database
                .find(id)
                .map(row -> new History(row.events(), null))
                .orElse(History.EMPTY);
    }

    /** Two statements, as in the JDBC journal: a history may be newer than its row. */
    @Override
    public List<Orphan> orphans(String afterId, int limit) {
        if (world.has(Bug.NO_ADOPTION)) {
            return List.of();
        }
        var rows = execute(() -> world.database.orphans(owner(), afterId, limit));
        return rows.isEmpty()
                ? List.of()
                : execute(() -> rows.stream()
                        .map(row -> new Orphan(head(row), historyOf(row.saga().id())))
                        .toList());
    }

    /** Only a refused record justifies a quarantine. */
    @Override
    public void quarantine(SagaRow saga, String reason) {
        execute(() -> {
            if (!world.database.hasRefused(saga.id())) {
                world.violated("%s quarantines %s: %s", owner(), saga.id(), reason);
            }
            world.trace(owner(), "quarantines %s: %s", saga.id(), reason);
            world.database.quarantine(saga);
            return reason;
        });
    }

    @Override
    public void renew(Duration lease) {
        execute(() -> {
            world.database.renewLease(owner(), lease.toMillis());
            return lease;
        });
    }

    @Override
    public void release() {
        execute(() -> {
            world.database.releaseLease(owner());
            return process;
        });
    }

    /** Executes one statement in a transaction of its own. */
    private <T> T execute(Supplier<T> statement) {
        process.faultPoint();
        if (world.database.isUnavailable() || world.faults.inject(Fault.READ_FAILED)) {
            world.trace(owner(), "a statement fails");
            throw new SimulatedDatabase.FailedException("connection lost");
        }
        T result = statement.get();
        process.faultPoint();
        return result;
    }
}
