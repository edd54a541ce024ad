package maestro.simulation;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The command line: {@code [--seeds N] [--seed S] [--bugs]}. */
record Arguments(long seeds, long firstSeed, boolean bugs) {

    private static final long DEFAULT_SEEDS = 10_000;

    /** @throws IllegalArgumentException with a message for the user */
    static Arguments parse(List<String> arguments) {
        long seeds = DEFAULT_SEEDS;
        long firstSeed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        boolean bugs = false;
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--seeds" -> seeds = number(option, rest.hasNext() ? rest.next() : "nothing");
                case "--seed" -> firstSeed = number(option, rest.hasNext() ? rest.next() : "nothing");
                case "--bugs" -> bugs = true;
                default -> throw new IllegalArgumentException("simulate has no option " + option);
            }
        }
        return new Arguments(seeds, firstSeed, bugs);
    }

    private static long number(String option, String value) {
        if (!value.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("%s needs a whole number, not %s".formatted(option, value));
        }
        return Long.parseLong(value);
    }
}
