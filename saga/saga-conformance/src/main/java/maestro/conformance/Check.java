package maestro.conformance;

/** One thing that the contract demands. */
record Check(String name, Runnable body) {

    /** The check does not apply to this participant. */
    static final class Skipped extends RuntimeException {
        Skipped(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }
}
