package maestro.acceptance.crash;

import java.util.Optional;

/**
 * The crash points of one purchase. The customer's name carries the script, because every part of an orchestrator knows
 * the customer of a purchase, in this process and in the next one.
 *
 * <p>A point is named {@code before-call-do-cd}, {@code after-record-undo-stock} or {@code before-UNDOING}. A prefix
 * stands for the first point that begins with it. After a record or a decision means that it is durable.
 *
 * @param run distinguishes this test run from others
 * @param first the point in the first process
 * @param second the point in the process that adopts the purchase, or {@link #NONE}
 * @param loss the records that the crash loses
 */
public record CrashScript(String run, String first, String second, Loss loss) {

    public static final String NONE = "none";

    /** The records of a purchase that are not on disk when the process is killed. */
    public enum Loss {
        NONE,
        /** All records that were appended after the last decision. */
        APPENDED,
        /** A planted defect: the appended records and a decision that must be durable. */
        APPENDED_AND_ACCEPTED,
        APPENDED_AND_UNDOING,
        APPENDED_AND_COMPLETED,
        APPENDED_AND_UNDONE;

        boolean includes(String decision) {
            return name().equals("APPENDED_AND_" + decision);
        }
    }

    static Optional<CrashScript> parse(String customer) {
        String[] parts = customer.split("/", -1);
        return parts.length == 4
                ? Optional.of(new CrashScript(parts[0], parts[1], parts[2], Loss.valueOf(parts[3])))
                : Optional.empty();
    }

    /** The name of the customer who makes the purchase. */
    public String customer() {
        return String.join("/", run, first, second, loss.name());
    }

    /** The next point after this number of halts. */
    String pointAfter(int halts) {
        return switch (halts) {
            case 0 -> first;
            case 1 -> second;
            default -> NONE;
        };
    }
}
