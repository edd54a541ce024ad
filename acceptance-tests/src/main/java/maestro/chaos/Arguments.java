package maestro.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What the program is asked for: {@code [--minutes M] [--seed S] [--postgres] [--data FOLDER]}. */
record Arguments(int minutes, long seed, boolean onPostgres, Path data) {

    private static final int USUAL_MINUTES = 3;
    private static final int MOST_MINUTES = 24 * 60;

    /** @throws IllegalArgumentException in words for whoever gave them */
    static Arguments of(List<String> words) {
        int minutes = USUAL_MINUTES;
        long seed = ThreadLocalRandom.current().nextInt(1_000_000_000);
        boolean onPostgres = false;
        Path data = Path.of("target", "chaos");
        for (var rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--minutes" -> minutes = (int) number(word, rest.hasNext() ? rest.next() : "nothing");
                case "--seed" -> seed = number(word, rest.hasNext() ? rest.next() : "nothing");
                case "--data" -> data = Path.of(rest.hasNext() ? rest.next() : "");
                case "--postgres" -> onPostgres = true;
                default -> throw new IllegalArgumentException("chaos doesn't know " + word);
            }
        }
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException("--minutes takes 1 to " + MOST_MINUTES);
        }
        return new Arguments(minutes, seed, onPostgres, data);
    }

    private static long number(String option, String word) {
        if (!word.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "%s takes a whole number of nine digits at most, not %s".formatted(option, word));
        }
        return Long.parseLong(word);
    }

    /** How to ask for the same again. */
    @Override
    public String toString() {
        return "./maestro chaos --minutes %d --seed %d%s".formatted(minutes, seed, onPostgres ? " --postgres" : "");
    }
}
