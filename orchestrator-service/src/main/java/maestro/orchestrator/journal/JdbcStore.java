package maestro.orchestrator.journal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import maestro.orchestrator.journal.Journal.Written;

/** The store on H2 and PostgreSQL. */
public final class JdbcStore implements Store {

    private final GroupWriter writer;
    private final Sagas sagas;
    private final Leases leases;
    private final HighWater highWater;

    public JdbcStore(GroupWriter writer, Sagas sagas, Leases leases, HighWater highWater) {
        this.writer = writer;
        this.sagas = sagas;
        this.leases = leases;
        this.highWater = highWater;
    }

    @Override
    public String owner() {
        return leases.owner();
    }

    @Override
    public List<Written> write(List<Write> group, boolean again) {
        return writer.write(group, again);
    }

    @Override
    public Optional<StoredSaga> find(String id) {
        return sagas.find(id);
    }

    @Override
    public History history(String id) {
        return sagas.history(id);
    }

    @Override
    public List<Orphan> orphans(String afterId, int limit) {
        return leases.orphans(afterId, limit);
    }

    @Override
    public void setAside(StoredSaga saga, String why) {
        sagas.setAside(saga, why);
    }

    @Override
    public void renewLease(Duration lease) {
        leases.renew(lease);
        highWater.advance(sagas.lastPosition());
    }

    @Override
    public void endLease() {
        leases.end();
        highWater.advance(sagas.lastPosition());
    }
}
