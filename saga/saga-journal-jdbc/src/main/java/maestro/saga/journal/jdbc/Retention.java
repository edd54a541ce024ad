package maestro.saga.journal.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Deletes sagas from the journal some time after their end. The participants' data and fence rows are not deleted: a
 * late call may still meet them. Several processes may run it at the same time.
 */
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    /** Sagas in one transaction. */
    private static final int BATCH = 500;

    private final JdbcSagaRepository sagas;
    private final @Nullable Duration kept;

    /** @param kept how long a saga is kept after its end; null to keep all */
    public Retention(JdbcSagaRepository sagas, @Nullable Duration kept) {
        this.sagas = sagas;
        this.kept = kept;
    }

    /** Whether the journal may once have had this saga. */
    public boolean mayHaveDeleted(String id, Instant now) {
        return kept != null && id.compareTo(firstId(now.minus(kept))) < 0;
    }

    /** Deletes all sagas that ended before the retention time. */
    public void sweep(Instant now) {
        if (kept == null) {
            return;
        }
        try {
            Instant endedBefore = now.minus(kept);
            int all = 0;
            int batch;
            do {
                batch = sagas.delete(endedBefore, BATCH);
                all += batch;
            } while (batch == BATCH);
            if (all > 0) {
                log.info("Deleted {} sagas that ended before {}", all, endedBefore);
            }
        } catch (DataAccessException e) {
            log.warn("The journal is not available, old sagas are kept for now: {}", e.getMessage());
        }
    }

    /** A lower bound of the ids of all sagas that began then or later: a UUIDv7 begins with its milliseconds. */
    static String firstId(Instant begun) {
        String millis = HexFormat.of().toHexDigits(begun.toEpochMilli(), 12);
        return millis.substring(0, 8) + "-" + millis.substring(8);
    }
}
