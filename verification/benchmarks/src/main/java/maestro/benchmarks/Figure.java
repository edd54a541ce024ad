package maestro.benchmarks;

/** One measure of the targets. */
public record Figure(String measure, double value, Bound bound, double target) {

    /** On which side of its target a figure is to be. */
    public enum Bound {
        AT_LEAST,
        AT_MOST
    }

    static Figure atLeast(double target, String measure, double value) {
        return new Figure(measure, value, Bound.AT_LEAST, target);
    }

    static Figure atMost(double target, String measure, double value) {
        return new Figure(measure, value, Bound.AT_MOST, target);
    }

    boolean isMet() {
        return switch (bound) {
            case AT_LEAST -> value >= target;
            case AT_MOST -> value <= target;
        };
    }
}
