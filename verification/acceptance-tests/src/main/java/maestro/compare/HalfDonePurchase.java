package maestro.compare;

import java.util.List;
import maestro.stack.Stack;
import org.jspecify.annotations.Nullable;

/** A purchase for which only some services hold their part, as the orchestrator's audit reports it. */
record HalfDonePurchase(String id, List<String> kinds, List<String> heldBy) {

    /** The cause and the result. */
    String describe(PlannedPurchase planned, Style style) {
        Fault fault = planned.fault();
        return "%s: %s; %s. Now only %s %s a part: %s."
                .formatted(
                        id,
                        fault == null ? "a service refused it" : fault.description(),
                        reaction(style, fault),
                        String.join(", ", heldBy),
                        heldBy.size() == 1 ? "holds" : "hold",
                        String.join(", ", kinds));
    }

    private static String reaction(Style style, @Nullable Fault fault) {
        if (fault != null && fault.step().equals(Stack.PARTICIPANTS.getFirst())) {
            return "its only caller was the customer";
        }
        return style == Style.NAIVE
                ? "the error was returned to the customer"
                : "the services before it took this for a failure and undid their parts";
    }
}
