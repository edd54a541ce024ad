package maestro.conformance;

/** One requirement of the contract. */
record Check(String name, Runnable body) {

    /** The check does not apply to this participant. */
    static final class Skipped extends RuntimeException {
        Skipped(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
