package maestro.simulation;

import org.jspecify.annotations.Nullable;

/** The first invariant that broke. */
final class Verdict {

    private final Trace trace;
    private @Nullable String broken;

    Verdict(Trace trace) {
        this.trace = trace;
    }

    @SuppressWarnings("AnnotateFormatMethod")
    void broken(String what, @Nullable Object... details) {
        if (broken == null) {
            broken = what.formatted(details);
            trace.note("BROKEN", "%s", broken);
        }
    }

    /** Only the first counts: what comes after it may follow from it. */
    @Nullable String broken() {
        return broken;
    }

    boolean isBroken() {
        return broken != null;
    }
}
