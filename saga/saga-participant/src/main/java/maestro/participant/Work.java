package maestro.participant;

/** What a first {@code do} carries out, inside the fence's transaction. */
@FunctionalInterface
interface Work {

    /** Carries it out and returns the receipt. */
    Record perform() throws Refusal;
}
