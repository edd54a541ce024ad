package maestro.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import maestro.orchestrator.journal.History;
import maestro.orchestrator.journal.Journal.Written;
import maestro.orchestrator.journal.Orphan;
import maestro.orchestrator.journal.Store;
import maestro.orchestrator.journal.StoredSaga;
import maestro.orchestrator.journal.Write;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;

/** The database as one process sees it: slow at times, away at times, at times without a word about what it did. */
final class Connection implements Store {

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
    public List<Written> write(List<Write> group, boolean again) {
        host.seam();
        if (world.weather.strikes(Fault.WRITE_SLOW)) {
            host.sleepFor(world.chance.millis(SLOWEST_WRITE_MILLIS));
        }
        world.database.mustBeThere();
        if (world.weather.strikes(Fault.WRITE_FAILED)) {
            throw world.chance.happens(0.5)
                    ? new CannotAcquireLockException("deadlock")
                    : new DataAccessResourceFailureException("connection lost");
        }
        if (world.weather.strikes(Fault.COMMIT_IN_DOUBT)) {
            return afterDoubt(group, inDoubt(group, again));
        }
        var results = world.database.commit(host.name(), group, again);
        host.seam();
        return results;
    }

    private List<Written> afterDoubt(List<Write> group, RuntimeException doubt) {
        if (world.has(Bug.DOUBT_IS_SUCCESS)) {
            return group.stream().map(_ -> Written.DURABLE).toList();
        }
        throw world.has(Bug.DOUBT_IS_FAILURE) ? new DataAccessResourceFailureException("taken as failed") : doubt;
    }

    private RuntimeException inDoubt(List<Write> group, boolean again) {
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
        return new CommitUnknownException(new DataAccessResourceFailureException("connection lost while committing"));
    }

    @Override
    public Optional<StoredSaga> find(String id) {
        return read(() -> world.database.find(id).map(Database.Row::head));
    }

    Optional<StoredSaga> findByKey(String key) {
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

    private List<Orphan> withHistories(List<StoredSaga> rows) {
        return rows.stream()
                .map(row -> new Orphan(
                        row,
                        new History(world.database.find(row.id()).orElseThrow().events(), null)))
                .toList();
    }

    @Override
    public void setAside(StoredSaga saga, String why) {
        read(() -> {
            world.verdict.broken("%s sets %s aside: %s", host.name(), saga.id(), why);
            world.database.setAside(saga, why);
            return why;
        });
    }

    @Override
    public void renewLease(Duration lease) {
        read(() -> {
            world.database.renewLease(host.name(), lease.toMillis());
            return lease;
        });
    }

    @Override
    public void endLease() {
        read(() -> {
            world.database.endLease(host.name());
            return host;
        });
    }

    /** One statement that is its own transaction. */
    private <T> T read(Supplier<T> statement) {
        host.seam();
        world.database.mustBeThere();
        if (world.weather.strikes(Fault.READ_FAILED)) {
            throw new DataAccessResourceFailureException("connection lost");
        }
        T result = statement.get();
        host.seam();
        return result;
    }
}
