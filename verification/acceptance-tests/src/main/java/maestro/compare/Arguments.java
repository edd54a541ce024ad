package maestro.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import maestro.stack.CommandLine;

/** What the program is asked for: {@code [--purchases N] [--seed S] [--clean] [--data FOLDER]}. */
record Arguments(int purchases, long seed, boolean clean, Path data) {

    private static final int USUAL_PURCHASES = 200;
    private static final int MOST_PURCHASES = 10_000;

    /** @throws IllegalArgumentException in words for whoever gave them */
    static Arguments of(List<String> words) {
        int purchases = USUAL_PURCHASES;
        long seed = ThreadLocalRandom.current().nextInt(1_000_000_000);
        boolean clean = false;
        Path data = Path.of("target", "compare");
        for (var rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--purchases" -> purchases = (int) CommandLine.number(word, rest);
                case "--seed" -> seed = CommandLine.number(word, rest);
                case "--data" -> data = Path.of(rest.hasNext() ? rest.next() : "");
                case "--clean" -> clean = true;
                default -> throw new IllegalArgumentException("compare doesn't know " + word);
            }
        }
        if (purchases < 1 || purchases > MOST_PURCHASES) {
            throw new IllegalArgumentException("--purchases takes 1 to " + MOST_PURCHASES);
        }
        return new Arguments(purchases, seed, clean, data);
    }

    /** How to ask for the same again. */
    @Override
    public String toString() {
        return "./maestro compare --purchases %d --seed %d".formatted(purchases, seed);
    }
}
