package maestro.orchestrator.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets purchases that ended longer ago than they are to be kept, so that the journal stays small. What their participants hold stays, and so do
 * their fence rows: a call that were still on its way would meet them. Several processes may do so at once.
 */
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    /** In one transaction. */
    private static final int BATCH = 500;

    private final Sagas sagas;
    private final TransactionTemplate transaction;
    private final @Nullable Duration kept;

    /** @param kept after its end; null for ever */
    public Retention(Sagas sagas, TransactionTemplate transaction, @Nullable Duration kept) {
        this.sagas = sagas;
        this.transaction = transaction;
        this.kept = kept;
    }

    /** Whether a purchase that the journal doesn't have now may have been there. */
    public boolean mayHaveForgotten(String id, Instant now) {
        return kept != null && id.compareTo(firstId(now.minus(kept))) < 0;
    }

    /** Forgets all that may be forgotten now. */
    public void sweep(Instant now) {
        if (kept == null) {
            return;
        }
        try {
            Instant endedBefore = now.minus(kept);
            int all = 0;
            int batch;
            do {
                batch = transaction.execute(_ -> sagas.forget(endedBefore, BATCH));
                all += batch;
            } while (batch == BATCH);
            if (all > 0) {
                log.info("Forgot {} purchases that ended before {}", all, endedBefore);
            }
        } catch (DataAccessException e) {
            log.warn("The journal can't be reached, old purchases stay for now: {}", e.getMessage());
        }
    }

    /** Not above the id of any purchase that began then or later: a UUIDv7 begins with its milliseconds. */
    static String firstId(Instant begun) {
        String millis = HexFormat.of().toHexDigits(begun.toEpochMilli(), 12);
        return millis.substring(0, 8) + "-" + millis.substring(8);
    }
}
