package maestro.simulation;

import java.time.Duration;
import java.util.List;
import maestro.saga.journal.Leases;
import maestro.saga.journal.Orphan;

/** Leases with a defect: orphans are never found. */
record NoAdoption(Leases leases) implements Leases {

    @Override
    public String owner() {
        return leases.owner();
    }

    @Override
    public void renew(Duration lease) {
        leases.renew(lease);
    }

    @Override
    public void release() {
        leases.release();
    }

    @Override
    public List<Orphan> orphans(String afterId, int limit) {
        return List.of();
    }
}
