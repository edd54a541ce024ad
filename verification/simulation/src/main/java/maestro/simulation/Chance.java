package maestro.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All that is left to chance in a schedule: the same seed draws the same. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From [0, 1). */
    double share() {
        return random.nextDouble();
    }

    boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    int below(int bound) {
        return bound == 1 ? 0 : random.nextInt(bound);
    }

    /** Both ends may be drawn. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Each order of magnitude is as likely as the next: much is close together, some far apart. */
    long millis(long most) {
        int bits = random.nextInt(65 - Long.numberOfLeadingZeros(most));
        return Math.min(most, random.nextLong(1L << bits));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[below(choices.length)];
    }

    /** Tells one course of events from another. */
    long digest() {
        return random.nextLong();
    }
}
