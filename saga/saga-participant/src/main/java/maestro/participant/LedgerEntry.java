package maestro.participant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a service tells of one purchase.
 *
 * @param effects counted in the service's own tables, as are the reversals: not concluded from the state
 */
@JsonInclude(Include.NON_NULL)
record LedgerEntry(
        String purchase,
        String service,
        String state,
        @Nullable @JsonRawValue String receipt,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable String effect,
        OffsetDateTime changedAt,
        int effects,
        int reversals) {

    /** A row of the service's view {@code effects}. */
    record Tally(String purchase, int effects, int reversals) {

        static Tally none(String purchase) {
            return new Tally(purchase, 0, 0);
        }
    }

    static LedgerEntry of(String service, ResultSet row) throws SQLException {
        return new LedgerEntry(
                row.getString("purchase"),
                service,
                row.getString("state"),
                row.getString("receipt"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("effect"),
                row.getObject("changed_at", OffsetDateTime.class),
                0,
                0);
    }

    LedgerEntry with(Tally tally) {
        return new LedgerEntry(
                purchase,
                service,
                state,
                receipt,
                reason,
                detail,
                effect,
                changedAt,
                tally.effects(),
                tally.reversals());
    }
}
