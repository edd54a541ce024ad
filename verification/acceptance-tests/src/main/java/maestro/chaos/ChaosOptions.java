package maestro.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import maestro.stack.Options;
import maestro.stack.SeededRandom;

/** {@code [--minutes M] [--seed S] [--postgres] [--data FOLDER]}. */
record ChaosOptions(int minutes, long seed, boolean onPostgres, Path data) {

    private static final int DEFAULT_MINUTES = 3;
    private static final int MAX_MINUTES = 24 * 60;

    /** @throws IllegalArgumentException with a message for the user */
    static ChaosOptions parse(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of("--minutes", "--seed", "--data"), Set.of("--postgres"));
        int anySeed = ThreadLocalRandom.current().nextInt(SeededRandom.MAX_SEED);
        return new ChaosOptions(
                options.number("--minutes", DEFAULT_MINUTES, 1, MAX_MINUTES),
                options.number("--seed", anySeed, 0, SeededRandom.MAX_SEED),
                options.has("--postgres"),
                options.path("--data", "target/chaos"));
    }

    /** The command that repeats this run. */
    @Override
    public String toString() {
        return "./maestro chaos --minutes %d --seed %d%s".formatted(minutes, seed, onPostgres ? " --postgres" : "");
    }
}
