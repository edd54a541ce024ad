package maestro.benchmarks.load;

import java.util.Arrays;

/** How long each purchase took. */
public final class Taken {

    private long[] nanos = new long[1024];
    private int purchases;
    private int failed;
    private long wallNanos;

    void purchase(long took, boolean asExpected) {
        room(purchases + 1);
        nanos[purchases++] = took;
        failed += asExpected ? 0 : 1;
    }

    void add(Taken other) {
        room(purchases + other.purchases);
        System.arraycopy(other.nanos, 0, nanos, purchases, other.purchases);
        purchases += other.purchases;
        failed += other.failed;
    }

    void lasted(long wallNanos) {
        this.wallNanos = wallNanos;
        Arrays.sort(nanos, 0, purchases);
    }

    private void room(int count) {
        if (count > nanos.length) {
            nanos = Arrays.copyOf(nanos, Math.max(count, nanos.length * 2));
        }
    }

    public int purchases() {
        return purchases;
    }

    /** Those that had another answer than expected. */
    public int failed() {
        return failed;
    }

    public double perSecond() {
        return purchases * 1e9 / wallNanos;
    }

    /** The latency in ms that this share of the purchases kept: the smallest that is not exceeded by more than the rest. */
    public double percentileMs(double share) {
        return purchases == 0 ? 0 : nanos[Math.max(0, (int) Math.ceil(purchases * share) - 1)] / 1e6;
    }
}
