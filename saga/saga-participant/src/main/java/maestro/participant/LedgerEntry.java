package maestro.participant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A service's public record of one purchase.
 *
 * @param effects counted in the service's own tables, like {@code reversals}, and not derived from {@code state}
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
    record EffectCounts(String purchase, int effects, int reversals) {

        static EffectCounts none(String purchase) {
            return new EffectCounts(purchase, 0, 0);
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

    LedgerEntry with(EffectCounts counts) {
        return new LedgerEntry(
                purchase,
                service,
                state,
                receipt,
                reason,
                detail,
                effect,
                changedAt,
                counts.effects(),
                counts.reversals());
    }
}
