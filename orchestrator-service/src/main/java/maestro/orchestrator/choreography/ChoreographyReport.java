package maestro.orchestrator.choreography;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import maestro.contract.ChoreographyStyle;

/**
 * The state of all choreographed purchases.
 *
 * @param halfDone at most 1000
 */
public record ChoreographyReport(Instant at, Map<ChoreographyStyle, Counts> counts, List<HalfDone> halfDone) {

    /**
     * The numbers of purchases of one style.
     *
     * @param complete held by all services
     * @param nothingHeld held by none: failed or returned
     * @param halfDone held by some services; an open purchase is counted here too
     * @param kinds by kind; a purchase may be of several kinds
     */
    public record Counts(int complete, int nothingHeld, int halfDone, Map<Leftover, Integer> kinds) {}

    /**
     * A purchase that only some of the services hold.
     *
     * @param lacking the services that hold nothing
     */
    public record HalfDone(
            String purchase,
            @JsonProperty("way") ChoreographyStyle style,
            List<Leftover> kinds,
            SortedSet<String> held,
            SortedSet<String> lacking) {}
}
