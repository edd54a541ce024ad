package maestro.acceptance.crash;

import java.util.Optional;

/**
 * Where one purchase has to stop. Its customer's name says it, because that is what every part of an orchestrator can see of a
 * purchase, in this process and in the next one.
 *
 * <p>A place is written {@code before-call-do-cd}, {@code after-record-undo-stock} or {@code before-UNDOING}; the start of one stands
 * for the first place that begins so. After a record, or a decision, it is durable.
 *
 * @param run tells this test run from others
 * @param first in the first process
 * @param again in the one that adopts it, or {@link #NOWHERE}
 */
public record CrashScript(String run, String first, String again, Records records) {

    public static final String NOWHERE = "nowhere";

    /** What has become of the records at the moment of the halt. */
    public enum Records {
        /** Those that were written behind are all on disk. */
        KEPT,
        /** Those that were written behind since the last decision are lost. */
        LOST,
        /** A planted bug: they are lost, and so is what was to be durable before anything followed from it. */
        LOST_WITH_ACCEPTED,
        LOST_WITH_UNDOING,
        LOST_WITH_COMPLETED,
        LOST_WITH_UNDONE;

        boolean isLost(String decision) {
            return name().equals("LOST_WITH_" + decision);
        }
    }

    static Optional<CrashScript> of(String customer) {
        String[] parts = customer.split("/", -1);
        return parts.length == 4
                ? Optional.of(new CrashScript(parts[0], parts[1], parts[2], Records.valueOf(parts[3])))
                : Optional.empty();
    }

    /** In whose name the purchase is made. */
    public String customer() {
        return String.join("/", run, first, again, records.name());
    }

    /** The next place after so many stops. */
    String place(int stops) {
        return switch (stops) {
            case 0 -> first;
            case 1 -> again;
            default -> NOWHERE;
        };
    }
}
