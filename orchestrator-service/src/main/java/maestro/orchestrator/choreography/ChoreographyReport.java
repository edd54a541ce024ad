package maestro.orchestrator.choreography;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import maestro.contract.ChoreographyStyle;

/**
 * What there is of purchases that nobody conducts.
 *
 * @param halfDone 1000 at the most
 */
public record ChoreographyReport(Instant at, Map<ChoreographyStyle, Counts> counts, List<HalfDone> halfDone) {

    /**
     * By what the six hold.
     *
     * @param complete held by all
     * @param nothingHeld held by none: it came to nothing, or was returned
     * @param halfDone held by some; or under way, as nobody knows which
     * @param kinds a purchase may be of several
     */
    public record Counts(int complete, int nothingHeld, int halfDone, Map<Leftover, Integer> kinds) {}

    /** @param lacking those of the six that hold nothing */
    public record HalfDone(
            String purchase,
            ChoreographyStyle way,
            List<Leftover> kinds,
            SortedSet<String> held,
            SortedSet<String> lacking) {}
}
