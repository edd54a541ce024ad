package maestro.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import maestro.saga.journal.BatchWriter;
import maestro.saga.journal.CommitResult;
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

/** The database as one process sees it: slow at times, away at times, at times without a word about what it did. */
final class Connection implements BatchWriter, SagaRepository, Leases {

    private static final long SLOWEST_WRITE_MILLIS = 8_000;
    private static final long LONGEST_DOUBT_MILLIS = 3_000;

    private final World world;
    private final Host host;

    Connection(World world, Host host) {
        this.world = world;
        this.host = host;
    }

    @Override
    public String owner() {
        return host.name();
    }

    @Override
    public CommitResult write(List<Write> group, boolean again) {
        host.seam();
        if (world.weather.strikes(Fault.WRITE_SLOW)) {
            host.sleepFor(world.chance.millis(SLOWEST_WRITE_MILLIS));
        }
        if (world.database.isAway()) {
            return new Unavailable(new DatabaseAwayException("the database is away"));
        }
        if (world.weather.strikes(Fault.WRITE_FAILED)) {
            return world.chance.happens(0.5)
                    ? new Conflict(new DatabaseAwayException("deadlock"))
                    : new Unavailable(new DatabaseAwayException("connection lost"));
        }
        if (world.weather.strikes(Fault.COMMIT_IN_DOUBT)) {
            return afterDoubt(group, inDoubt(group, again));
        }
        var results = world.database.commit(host.name(), group, again);
        host.seam();
        return new Committed(results);
    }

    private CommitResult afterDoubt(List<Write> group, InDoubt doubt) {
        if (world.has(Bug.DOUBT_IS_SUCCESS)) {
            return new Committed(group.stream().map(_ -> WriteResult.DURABLE).toList());
        }
        return world.has(Bug.DOUBT_IS_FAILURE) ? new Unavailable(doubt.cause()) : doubt;
    }

    private InDoubt inDoubt(List<Write> group, boolean again) {
        world.trace.note(
                host.name(),
                "a commit is in doubt: %s",
                group.stream().map(Write::id).toList());
        switch (world.chance.below(3)) {
            case 0 -> world.database.commit(host.name(), group, again);
            case 1 -> world.database.commitLater(host.name(), group, again, world.chance.millis(LONGEST_DOUBT_MILLIS));
            default -> {
                // It was rolled back.
            }
        }
        return new InDoubt(new DatabaseAwayException("connection lost while committing"));
    }

    @Override
    public Optional<SagaRow> find(String id) {
        return read(() -> world.database.find(id).map(Database.Row::head));
    }

    Optional<SagaRow> findByKey(String key) {
        return read(() -> world.database.findByKey(key).map(Database.Row::head));
    }

    @Override
    public History history(String id) {
        return read(() -> world.database
                .find(id)
                .map(row -> new History(row.events(), null))
                .orElse(History.EMPTY));
    }

    /** Two statements, as in the real one: the histories may be newer than the rows. */
    @Override
    public List<Orphan> orphans(String afterId, int limit) {
        var rows = read(() -> world.database.orphans(host.name(), afterId, limit));
        return rows.isEmpty() ? List.of() : read(() -> withHistories(rows));
    }

    private List<Orphan> withHistories(List<SagaRow> rows) {
        return rows.stream()
                .map(row -> new Orphan(
                        row,
                        new History(world.database.find(row.id()).orElseThrow().events(), null)))
                .toList();
    }

    @Override
    public void quarantine(SagaRow saga, String reason) {
        read(() -> {
            world.verdict.broken("%s quarantines %s: %s", host.name(), saga.id(), reason);
            world.database.quarantine(saga, reason);
            return reason;
        });
    }

    @Override
    public void renew(Duration lease) {
        read(() -> {
            world.database.renewLease(host.name(), lease.toMillis());
            return lease;
        });
    }

    @Override
    public void release() {
        read(() -> {
            world.database.endLease(host.name());
            return host;
        });
    }

    /** One statement that is its own transaction. */
    private <T> T read(Supplier<T> statement) {
        host.seam();
        if (world.database.isAway() || world.weather.strikes(Fault.READ_FAILED)) {
            throw new DatabaseAwayException("connection lost");
        }
        T result = statement.get();
        host.seam();
        return result;
    }
}
