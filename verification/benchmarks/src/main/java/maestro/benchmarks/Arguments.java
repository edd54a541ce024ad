package maestro.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The command line.
 *
 * @param quick measure less and store nothing
 * @param only the benchmarks to run; empty for all
 * @param data the folder for databases and logs
 * @param results the folder for results
 */
record Arguments(boolean quick, List<String> only, Path data, Path results) {

    /** @throws IllegalArgumentException with a message for the user */
    static Arguments of(List<String> words) {
        boolean quick = false;
        var only = new ArrayList<String>();
        Path data = Path.of("target", "bench");
        Path results = Path.of("results");
        for (var rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--quick" -> quick = true;
                case "--only" -> only.addAll(List.of(value(word, rest).split(",")));
                case "--data" -> data = Path.of(value(word, rest));
                case "--results" -> results = Path.of(value(word, rest));
                default -> throw new IllegalArgumentException("unknown argument: " + word);
            }
        }
        return new Arguments(quick, List.copyOf(only), data, results);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " requires a value");
        }
        return rest.next();
    }
}
