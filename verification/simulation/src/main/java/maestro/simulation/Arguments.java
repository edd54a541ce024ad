package maestro.simulation;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What the program is asked for: {@code --seeds N [--seed S] [--bugs]}. */
record Arguments(long seeds, long firstSeed, boolean bugs) {

    private static final long USUAL_SEEDS = 10_000;

    /** @throws IllegalArgumentException in words for whoever gave them */
    static Arguments of(List<String> words) {
        long seeds = USUAL_SEEDS;
        long firstSeed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        boolean bugs = false;
        for (var rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--seeds" -> seeds = number(word, rest.hasNext() ? rest.next() : "nothing");
                case "--seed" -> firstSeed = number(word, rest.hasNext() ? rest.next() : "nothing");
                case "--bugs" -> bugs = true;
                default -> throw new IllegalArgumentException("simulate doesn't know " + word);
            }
        }
        return new Arguments(seeds, firstSeed, bugs);
    }

    private static long number(String option, String word) {
        if (!word.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("%s takes a whole number, not %s".formatted(option, word));
        }
        return Long.parseLong(word);
    }
}
