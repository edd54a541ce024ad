package maestro.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import maestro.stack.Options;
import maestro.stack.SeededRandom;

/** {@code [--purchases N] [--seed S] [--clean] [--data FOLDER]}. */
record CompareOptions(int purchases, long seed, boolean clean, Path data) {

    private static final int DEFAULT_PURCHASES = 200;
    private static final int MAX_PURCHASES = 10_000;

    /** @throws IllegalArgumentException with a message for the user */
    static CompareOptions parse(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of("--purchases", "--seed", "--data"), Set.of("--clean"));
        int anySeed = ThreadLocalRandom.current().nextInt(SeededRandom.MAX_SEED);
        return new CompareOptions(
                options.number("--purchases", DEFAULT_PURCHASES, 1, MAX_PURCHASES),
                options.number("--seed", anySeed, 0, SeededRandom.MAX_SEED),
                options.has("--clean"),
                options.path("--data", "target/compare"));
    }

    /** The command that repeats this comparison. */
    @Override
    public String toString() {
        return "./maestro compare --purchases %d --seed %d".formatted(purchases, seed);
    }
}
