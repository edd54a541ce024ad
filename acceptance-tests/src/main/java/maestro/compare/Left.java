package maestro.compare;

import java.util.List;

/** A purchase of which some services hold something and others don't, as the orchestrator's reading of their books has it. */
record Left(String purchase, List<String> kinds, List<String> held) {

    /** What happened, in two sentences. */
    String tale(Trial trial, Way way) {
        Fault fault = trial.fault();
        return "%s: %s; %s. Only %s %s something of it now: %s."
                .formatted(
                        purchase,
                        fault == null ? "a service refused it" : fault.told(),
                        way == Way.NAIVE
                                ? "the error went back to the customer, and that was all"
                                : "those before it took that for a failure and undid their parts",
                        String.join(", ", held),
                        held.size() == 1 ? "holds" : "hold",
                        String.join(", ", kinds));
    }
}
