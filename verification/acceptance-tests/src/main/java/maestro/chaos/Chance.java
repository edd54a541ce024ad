package maestro.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** What is left to chance: the same seed draws the same. */
final class Chance {

    private final Random random;

    /** @param stream so that each of several draws from one seed without disturbing the others */
    Chance(long seed, long stream) {
        this.random = new Random(seed * 1_000_003 + stream);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both ends may be drawn. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    long seed() {
        return random.nextInt(Integer.MAX_VALUE);
    }

    /** Cards that come in another order each time round: each comes before any comes again. */
    <T> Deck<T> deck(List<T> cards) {
        return new Deck<>(cards);
    }

    final class Deck<T> {

        private final List<T> cards;
        private final Deque<T> left = new ArrayDeque<>();

        private Deck(List<T> cards) {
            this.cards = new ArrayList<>(cards);
        }

        T draw() {
            if (left.isEmpty()) {
                Collections.shuffle(cards, random);
                left.addAll(cards);
            }
            return left.remove();
        }
    }
}
