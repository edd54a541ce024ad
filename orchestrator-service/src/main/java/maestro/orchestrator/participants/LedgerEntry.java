package maestro.orchestrator.participants;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A participant's record of one purchase.
 *
 * @param effects the number of times that the do took effect, counted in the participant's own tables
 * @param reversals the number of effects that were undone
 */
public record LedgerEntry(
        String purchase,
        String state,
        int effects,
        int reversals,
        @Nullable JsonNode receipt) {

    /** Whether an effect remains. */
    public boolean holds() {
        return effects > reversals;
    }
}
