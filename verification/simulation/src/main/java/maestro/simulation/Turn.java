package maestro.simulation;

/** Somebody who waits for the baton. */
sealed interface Turn permits Strand, Happening {

    /** From when on it may be this one's turn, in the world's milliseconds, if nothing else changes that. */
    long due();
}
