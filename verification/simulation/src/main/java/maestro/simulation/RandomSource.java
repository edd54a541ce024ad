package maestro.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** The only source of random values in a simulation. Equal seeds give equal values. */
final class RandomSource {

    private final SplittableRandom random;

    RandomSource(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From [0, 1). */
    double nextDouble() {
        return random.nextDouble();
    }

    long nextLong() {
        return random.nextLong();
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    int below(int bound) {
        return bound == 1 ? 0 : random.nextInt(bound);
    }

    /** Both bounds are inclusive. */
    int between(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    /** Each order of magnitude is equally likely: most values are small, some are near the maximum. */
    long millis(long max) {
        int bits = random.nextInt(65 - Long.numberOfLeadingZeros(max));
        return Math.min(max, random.nextLong(1L << bits));
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[below(choices.length)];
    }
}
