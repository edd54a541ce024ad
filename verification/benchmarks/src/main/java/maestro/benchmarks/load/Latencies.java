package maestro.benchmarks.load;

import java.util.Arrays;

/** The latencies of a run and the number of its unexpected replies. */
public final class Latencies {

    private long[] nanos = new long[1024];
    private int count;
    private int unexpected;

    public void add(long latencyNanos, boolean asExpected) {
        ensureCapacity(count + 1);
        nanos[count++] = latencyNanos;
        unexpected += asExpected ? 0 : 1;
    }

    void add(Latencies other) {
        ensureCapacity(count + other.count);
        System.arraycopy(other.nanos, 0, nanos, count, other.count);
        count += other.count;
        unexpected += other.unexpected;
    }

    private void ensureCapacity(int capacity) {
        if (capacity > nanos.length) {
            nanos = Arrays.copyOf(nanos, Math.max(capacity, nanos.length * 2));
        }
    }

    public int count() {
        return count;
    }

    public int unexpected() {
        return unexpected;
    }

    /**
     * A percentile in milliseconds by the nearest-rank method; 0 without latencies.
     *
     * @param share from 0 to 1
     */
    public double percentileMs(double share) {
        Arrays.sort(nanos, 0, count);
        return count == 0 ? 0 : nanos[Math.max(0, (int) Math.ceil(count * share) - 1)] / 1e6;
    }
}
