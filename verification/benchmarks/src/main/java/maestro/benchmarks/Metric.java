package maestro.benchmarks;

/** A result that has a target. */
public record Metric(String name, double value, Bound bound, double target) {

    public enum Bound {
        AT_LEAST,
        AT_MOST
    }

    static Metric atLeast(double target, String name, double value) {
        return new Metric(name, value, Bound.AT_LEAST, target);
    }

    static Metric atMost(double target, String name, double value) {
        return new Metric(name, value, Bound.AT_MOST, target);
    }

    boolean isMet() {
        return switch (bound) {
            case AT_LEAST -> value >= target;
            case AT_MOST -> value <= target;
        };
    }
}
