package maestro.compare;

import java.util.List;
import maestro.stack.Stack;
import org.jspecify.annotations.Nullable;

/** A purchase of which some services hold something and others don't, as the orchestrator's reading of their books has it. */
record Left(String purchase, List<String> kinds, List<String> held) {

    /** What happened, in two sentences. */
    String tale(Trial trial, Way way) {
        Fault fault = trial.fault();
        return "%s: %s; %s. Only %s %s something of it now: %s."
                .formatted(
                        purchase,
                        fault == null ? "a service refused it" : fault.told(),
                        reaction(way, fault),
                        String.join(", ", held),
                        held.size() == 1 ? "holds" : "hold",
                        String.join(", ", kinds));
    }

    private static String reaction(Way way, @Nullable Fault fault) {
        if (fault != null && fault.step().equals(Stack.STEPS.getFirst())) {
            return "nobody was before it but the customer";
        }
        return way == Way.NAIVE
                ? "the error went back to the customer, and that was all"
                : "those before it took that for a failure and undid their parts";
    }
}
