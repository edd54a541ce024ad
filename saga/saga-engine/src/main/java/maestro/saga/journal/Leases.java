package maestro.saga.journal;

import java.time.Duration;
import java.util.List;

/**
 * The leases of the processes that own sagas, by the database's clock. When the lease of an owner has expired, its
 * open sagas can be adopted. An owner that was merely slow loses no effect: an adoption raises the epoch of the saga.
 * Every method throws while the database is not available.
 */
public interface Leases {

    /** The name under which this process owns sagas. */
    String owner();

    /** Extends this owner's lease to the given time from now. */
    void renew(Duration lease);

    /** Ends this owner's lease, so that its open sagas can be adopted at once. */
    void release();

    /** Open sagas of owners without a lease, in id order. */
    List<Orphan> orphans(String afterId, int limit);
}
