package maestro.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import maestro.stack.CommandLine;

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
                case "--minutes" -> minutes = (int) CommandLine.number(word, rest);
                case "--seed" -> seed = CommandLine.number(word, rest);
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

    /** How to ask for the same again. */
    @Override
    public String toString() {
        return "./maestro chaos --minutes %d --seed %d%s".formatted(minutes, seed, onPostgres ? " --postgres" : "");
    }
}
