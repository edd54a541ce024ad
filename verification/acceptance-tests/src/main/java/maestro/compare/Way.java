package maestro.compare;

import java.util.Locale;

/** Who sees to it that a purchase comes to an end. */
public enum Way {
    /** Nobody: an error is passed back to the caller, and that is all. */
    NAIVE,
    /** Nobody: who gets an error from the next, or no answer, undoes its own part. */
    CAREFUL,
    ORCHESTRATED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
