package maestro.chaos.checker;

/** @param purchase empty if the violation concerns no single purchase */
public record Violation(String purchase, String message) {

    private static final String LOW_COVERAGE = "low coverage: ";

    static Violation lowCoverage(String message) {
        return new Violation("", LOW_COVERAGE + message);
    }

    /** Whether too little happened to check an invariant, as opposed to a broken invariant. */
    public boolean isLowCoverage() {
        return message.startsWith(LOW_COVERAGE);
    }

    @Override
    public String toString() {
        return purchase.isEmpty() ? message : purchase + ": " + message;
    }
}
