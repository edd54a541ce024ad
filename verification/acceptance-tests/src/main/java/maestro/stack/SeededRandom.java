package maestro.stack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** A source of random choices. The same seed and stream give the same choices. */
public final class SeededRandom {

    /** Seeds are up to this number. */
    public static final int MAX_SEED = 999_999_999;

    private final Random random;

    /** @param stream distinguishes independent sources with the same seed */
    public SeededRandom(long seed, long stream) {
        this.random = new Random(seed * 1_000_003 + stream);
    }

    public boolean withProbability(double probability) {
        return random.nextDouble() < probability;
    }

    public boolean flip() {
        return random.nextBoolean();
    }

    /** Both bounds are included. */
    public int between(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public long nextSeed() {
        return random.nextInt(Integer.MAX_VALUE);
    }

    /** Endless permutations of these items: each item is drawn once before any is drawn again. */
    public <T> Permutations<T> permutations(List<T> items) {
        return new Permutations<>(items);
    }

    public final class Permutations<T> {

        private final List<T> items;
        private final Deque<T> remaining = new ArrayDeque<>();

        private Permutations(List<T> items) {
            this.items = new ArrayList<>(items);
        }

        public T next() {
            if (remaining.isEmpty()) {
                Collections.shuffle(items, random);
                remaining.addAll(items);
            }
            return remaining.remove();
        }
    }
}
